-- Wait for another load of this kind to end, and keep the next one waiting until this transaction ends.
SELECT pg_advisory_xact_lock(hashtextextended('merge:' || %(kind)s::text, 0))
