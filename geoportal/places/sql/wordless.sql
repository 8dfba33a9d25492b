-- Which live places have no words yet?
-- Columns: id, name_ko, name_en, address_ko.
SELECT p.id, p.name_ko, p.name_en, p.address_ko
FROM places_place p
LEFT JOIN places_placewords w ON w.place_id = p.id
WHERE p.retired_at IS NULL AND w.place_id IS NULL
ORDER BY p.id
