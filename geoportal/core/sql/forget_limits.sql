-- Delete what has run out.
DELETE FROM core_limit WHERE until <= now()
