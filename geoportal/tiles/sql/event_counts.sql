-- How many events that go on or are to come stand in each cell of a grid of 32 x 32 on this tile (zoom 0 to 10)?
-- Column: one Mapbox vector tile with the layer `event_counts`: count, the event's id as the feature's when it is alone.
WITH standing AS MATERIALIZED (
    SELECT e.id, tiles_column(ST_X(ST_Transform(e.point, 3857))) AS x, tiles_column(-ST_Y(ST_Transform(e.point, 3857))) AS y
    FROM events_event e
    WHERE e.retired_at IS NULL AND e.same_as_id IS NULL AND e.ends_on >= %(day)s::date
      AND e.point && ST_Transform(ST_TileEnvelope(%(z)s::int, %(x)s::int, %(y)s::int), 4326)
)
SELECT coalesce(ST_AsMVT(t, 'event_counts', 4096, 'geom', 'id'), '')
FROM (
    SELECT count(*)::int AS count, CASE WHEN count(*) = 1 THEN min(id) END AS id,
           ST_Point(avg((x >> (14 - %(z)s::int)) & 4095)::int, avg((y >> (14 - %(z)s::int)) & 4095)::int) AS geom
    FROM standing
    WHERE x >> (26 - %(z)s::int) = %(x)s::int AND y >> (26 - %(z)s::int) = %(y)s::int
    GROUP BY x >> (21 - %(z)s::int), y >> (21 - %(z)s::int)
) t
