-- Count a failure of an engine; from so many in a row on it rests until a time. No rows.
INSERT INTO translation_breaker AS known (engine, failures, open_until, last_error)
VALUES (
    %(engine)s::text, 1,
    CASE WHEN %(failures)s::int <= 1 THEN %(open_until)s::timestamptz END,
    %(error)s::text
)
    ON CONFLICT (engine) DO UPDATE
   SET failures = known.failures + 1,
       last_error = EXCLUDED.last_error,
       open_until = CASE
           WHEN known.failures + 1 >= %(failures)s::int THEN %(open_until)s::timestamptz
           ELSE known.open_until
       END
