-- Where did each staged event fall?
-- Columns: the fields of provenance.ingest.Placement, in its order.
SELECT s.source_key, s.category, s.name_ko, s.address_ko, '', s.lat, s.lon, unit.code, dong.code, coalesce(l.off_m, 0)
FROM event_staging s
LEFT JOIN located l ON l.n = s.n
LEFT JOIN regions_region unit ON unit.id = l.unit_id
LEFT JOIN regions_region dong ON dong.id = l.dong_id
