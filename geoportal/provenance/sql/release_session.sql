-- Let go of a source held by hold_session.
-- Columns: released, false when this session did not hold it.
SELECT pg_advisory_unlock(hashtextextended('etl:' || %(name)s::text, 0))
