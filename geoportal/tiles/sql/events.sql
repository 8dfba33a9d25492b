-- Which events that go on or are to come does this tile show, one by one (from zoom 11)?
-- Column: one Mapbox vector tile with the layer `events`: the event's id as the feature's, category, names, days.
SELECT coalesce(ST_AsMVT(t, 'events', 4096, 'geom', 'id'), '')
FROM (
    SELECT e.id, e.category, e.name_ko, nullif(e.name_en, '') AS name_en, e.starts_on::text, e.ends_on::text,
           nullif(s.is_sample, false) AS is_sample,
           ST_AsMVTGeom(ST_Transform(e.point, 3857), ST_TileEnvelope(%(z)s::int, %(x)s::int, %(y)s::int), 4096, 64, true) AS geom
    FROM events_event e
    JOIN provenance_source s ON s.id = e.source_id
    WHERE e.retired_at IS NULL AND e.same_as_id IS NULL AND e.ends_on >= %(day)s::date
      AND e.point && ST_Transform(ST_TileEnvelope(%(z)s::int, %(x)s::int, %(y)s::int, margin => 64.0 / 4096), 4326)
) t
WHERE geom IS NOT NULL
