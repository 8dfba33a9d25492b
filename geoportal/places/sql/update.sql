-- Bring the places that the source states otherwise now up to date.
UPDATE places_place p
SET category_id = s.category_id, name_ko = s.name_ko, name_en = s.name_en, name_en_generated = s.name_en_generated,
    address_ko = s.address_ko, address_en = s.address_en, phone = s.phone, homepage = s.homepage,
    attributes = s.attributes::jsonb, point = ST_SetSRID(ST_MakePoint(s.lon, s.lat), 4326), position = s.position, own_location = NULL,
    unit_id = c.unit_id, dong_id = c.dong_id, row_hash = s.row_hash, checked_on = s.checked_on,
    closed_on = s.closed_on, updated_at = now(),
    retired_at = CASE WHEN s.is_closed THEN coalesce(p.retired_at, now()) END
FROM place_change c
JOIN place_staging s ON s.n = c.n
WHERE p.id = c.place_id
