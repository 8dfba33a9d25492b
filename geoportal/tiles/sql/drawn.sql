-- Has a worker drawn this version of the tile?
-- Columns: etag, compressed body.
SELECT etag, body FROM tiles_drawn
WHERE layer = %(layer)s::text AND z = %(z)s::int AND x = %(x)s::int AND y = %(y)s::int AND version = %(version)s::text
