-- May this session have the source until it lets go?
-- Columns: held, false when another session has it.
SELECT pg_try_advisory_lock(hashtextextended('etl:' || %(name)s::text, 0))
