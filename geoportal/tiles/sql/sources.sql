-- Which sources made what stands on the map, each part of it by its own? A place may show what a twin of another source lends.
-- Samples are left out: they are nobody's. Columns: part of the map, attribution, publisher; the most trusted first.
(SELECT part, attribution, publisher
FROM (
    SELECT 'places' AS part, s.*
    FROM provenance_source s
    WHERE EXISTS (SELECT FROM places_place p WHERE p.source_id = s.id AND p.retired_at IS NULL)
    UNION ALL
    SELECT 'events', s.*
    FROM provenance_source s
    WHERE EXISTS (SELECT FROM events_event e WHERE e.source_id = s.id AND e.retired_at IS NULL)
    UNION ALL
    SELECT 'areas', s.*
    FROM provenance_source s
    WHERE s.id IN (SELECT p.source_id FROM places_servicearea a JOIN places_place p ON p.id = a.place_id WHERE p.retired_at IS NULL)
    UNION ALL
    SELECT 'density', s.*
    FROM provenance_source s
    WHERE EXISTS (SELECT FROM regions_foreignresidents f WHERE f.source_id = s.id)
    UNION ALL
    SELECT 'coverage', s.*
    FROM provenance_source s
    WHERE EXISTS (SELECT FROM coverage_coveragerun r
                  WHERE r.population_source_id = s.id OR r.sources @> jsonb_build_array(jsonb_build_object('name', s.name)))
) credited
WHERE NOT is_sample
ORDER BY rank, name)
UNION ALL
SELECT DISTINCT 'coverage', '© OpenStreetMap contributors', '' FROM coverage_coveragerun WHERE network <> ''
