-- What do real sources state of the standing places of these categories?
-- Columns: the fields of places.twins.Standing, in its order, with the id of the category.
SELECT p.id, s.name, s.rank, p.category_id, p.name_ko, p.address_ko, p.phone, ST_Y(p.point), ST_X(p.point), p.position
FROM places_place p
JOIN provenance_source s ON s.id = p.source_id
WHERE p.retired_at IS NULL AND NOT s.is_sample AND p.category_id = ANY (%(categories)s::smallint[])
ORDER BY p.id
