-- Which change touched the tile last, and which what its layers are drawn from as a whole?
-- Column: text that changes with them.
SELECT concat_ws('-',
    CASE WHEN %(places)s::boolean THEN coalesce((SELECT version FROM tiles_version WHERE z = %(z)s::int AND x = %(x)s::int AND y = %(y)s::int), 0) END,
    (SELECT string_agg(version::text, '.' ORDER BY layer, part) FROM tiles_layer WHERE layer = ANY (%(layers)s::text[])))
