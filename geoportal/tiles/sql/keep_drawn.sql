-- Keep a drawn tile for the other workers.
INSERT INTO tiles_drawn (layer, z, x, y, version, etag, body)
VALUES (%(layer)s::text, %(z)s::int, %(x)s::int, %(y)s::int, %(version)s::text, %(etag)s::text, %(body)s::bytea)
ON CONFLICT (layer, z, x, y) DO UPDATE SET version = excluded.version, etag = excluded.etag, body = excluded.body
