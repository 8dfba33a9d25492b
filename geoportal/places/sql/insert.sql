-- Take in the places that were not here before.
INSERT INTO places_place (
    source_id, source_key, category_id, name_ko, name_en, name_en_generated, address_ko, address_en, phone,
    homepage, attributes, point, position, unit_id, dong_id, row_hash, checked_on, closed_on, merged,
    created_at, updated_at, retired_at
)
SELECT %(source)s::bigint, s.source_key, s.category_id, s.name_ko, s.name_en, s.name_en_generated, s.address_ko,
       s.address_en, s.phone, s.homepage, s.attributes::jsonb, ST_SetSRID(ST_MakePoint(s.lon, s.lat), 4326), s.position,
       c.unit_id, c.dong_id, s.row_hash, s.checked_on, s.closed_on, '{}', now(), now(),
       CASE WHEN s.is_closed THEN now() END
FROM place_change c
JOIN place_staging s ON s.n = c.n
WHERE c.place_id IS NULL
