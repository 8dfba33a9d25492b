-- Where did each staged event fall, and where did it stand?
-- Columns: the fields of provenance.ingest.Placement, in its order.
SELECT s.source_key, s.category, s.name_ko, s.address_ko, '', s.lat, s.lon, unit.code, dong.code, coalesce(l.off_m, 0),
       ST_Y(e.point), ST_X(e.point)
FROM event_staging s
LEFT JOIN located l ON l.n = s.n
LEFT JOIN regions_region unit ON unit.id = l.unit_id
LEFT JOIN regions_region dong ON dong.id = l.dong_id
LEFT JOIN events_event e ON e.source_id = %(source)s::bigint AND e.source_key = s.source_key
