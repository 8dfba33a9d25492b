-- Which of these texts does this process translate? Rows (key) of those that nobody else is at, now or longer ago than
-- a call may take; they are this process's until it deletes them or so many seconds have passed.
INSERT INTO translation_inflight AS flying (key, until)
SELECT key, now() + make_interval(secs => %(seconds)s::float8) FROM unnest(%(keys)s::text[]) AS key ORDER BY key
    ON CONFLICT (key) DO UPDATE SET until = EXCLUDED.until
 WHERE flying.until < now()
RETURNING flying.key
