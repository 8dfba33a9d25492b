-- Count one more under a key; a key that has run out begins anew.
-- Columns: how many there are now.
INSERT INTO core_limit AS kept (key, times, until)
VALUES (%(key)s::bytea, 1, now() + make_interval(secs => %(within_s)s::int))
ON CONFLICT (key) DO UPDATE
SET times = CASE WHEN kept.until <= now() THEN 1 ELSE kept.times + 1 END,
    until = CASE WHEN kept.until <= now() THEN excluded.until ELSE kept.until END
RETURNING times
