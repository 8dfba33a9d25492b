-- Where did each staged place fall, and where did it stand?
-- Columns: the fields of provenance.ingest.Placement, in its order, with the id of the category.
SELECT s.source_key, s.category_id, s.name_ko, s.address_ko, s.unit_ko, s.lat, s.lon, unit.code, dong.code,
       coalesce(l.off_m, 0), coalesce((p.own_location ->> 'lat')::float8, ST_Y(p.point)),
       coalesce((p.own_location ->> 'lon')::float8, ST_X(p.point))
FROM place_staging s
LEFT JOIN located l ON l.n = s.n
LEFT JOIN regions_region unit ON unit.id = l.unit_id
LEFT JOIN regions_region dong ON dong.id = l.dong_id
LEFT JOIN places_place p ON p.source_id = %(source)s::bigint AND p.source_key = s.source_key
