-- What do real sources state of the standing places of these categories?
-- Columns: the fields of places.twins.Standing, in its order, with the id of the category.
SELECT p.id, s.name, s.rank, p.category_id, p.name_ko, p.address_ko, p.phone,
       coalesce((p.own_location ->> 'lat')::float8, ST_Y(p.point)),
       coalesce((p.own_location ->> 'lon')::float8, ST_X(p.point)), coalesce(p.own_location ->> 'position', p.position)
FROM places_place p
JOIN provenance_source s ON s.id = p.source_id
WHERE p.retired_at IS NULL AND NOT s.is_sample AND p.category_id = ANY (%(categories)s::smallint[])
ORDER BY p.id
