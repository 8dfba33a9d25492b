-- How many published places of each category has each unit? Rewrites the rows that are no longer true.
WITH fresh AS (
    SELECT p.unit_id, p.category_id, count(*) AS places, count(*) FILTER (WHERE s.is_sample) AS samples
    FROM places_place p
    JOIN provenance_source s ON s.id = p.source_id
    WHERE p.retired_at IS NULL AND p.same_as_id IS NULL AND p.unit_id IS NOT NULL
    GROUP BY p.unit_id, p.category_id
),
gone AS (
    DELETE FROM places_placecount c
    WHERE NOT EXISTS (SELECT FROM fresh f WHERE f.unit_id = c.unit_id AND f.category_id = c.category_id)
)
INSERT INTO places_placecount AS c (unit_id, category_id, places, samples)
SELECT unit_id, category_id, places, samples FROM fresh
ON CONFLICT (unit_id, category_id) DO UPDATE SET places = excluded.places, samples = excluded.samples
WHERE (c.places, c.samples) IS DISTINCT FROM (excluded.places, excluded.samples)
