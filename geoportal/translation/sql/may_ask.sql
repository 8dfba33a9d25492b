-- May this engine be asked now? One row (engine) when it may. When its rest is over, the first asker sets a new one and
-- is the trial; the others wait for what becomes of it.
WITH trial AS (
    UPDATE translation_breaker
       SET open_until = now() + make_interval(secs => %(trial_s)s::float8)
     WHERE engine = %(engine)s AND open_until <= now()
 RETURNING engine
)
SELECT engine FROM trial
 UNION ALL
SELECT %(engine)s::text
 WHERE NOT EXISTS (SELECT FROM translation_breaker WHERE engine = %(engine)s AND open_until IS NOT NULL)
