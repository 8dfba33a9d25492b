-- As if it had never been counted.
DELETE FROM core_limit WHERE key = %(key)s::bytea
