-- What stands of a source?
-- Columns: category_id, code of the unit, number of published places.
SELECT p.category_id, unit.code, count(*)
FROM places_place p
JOIN provenance_source s ON s.id = p.source_id
LEFT JOIN regions_region unit ON unit.id = p.unit_id
WHERE s.name = %(source)s::text AND p.retired_at IS NULL
GROUP BY p.category_id, unit.code
ORDER BY p.category_id, unit.code
