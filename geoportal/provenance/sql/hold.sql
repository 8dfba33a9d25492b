-- May this transaction have the source until it ends? (The session that holds it already may.)
-- Columns: held, false when another session has it.
SELECT pg_try_advisory_xact_lock(hashtextextended('etl:' || %(name)s::text, 0))
