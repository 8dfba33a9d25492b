-- What stands of a source?
-- Columns: category, code of the unit, number of published events.
SELECT e.category, unit.code, count(*)
FROM events_event e
JOIN provenance_source s ON s.id = e.source_id
LEFT JOIN regions_region unit ON unit.id = e.unit_id
WHERE s.name = %(source)s::text AND e.retired_at IS NULL
GROUP BY e.category, unit.code
ORDER BY e.category, unit.code
