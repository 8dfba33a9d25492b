-- How many published places of each category has each unit that answer yes to a choice of the search form?
-- Facets: 1 language (in any way), 2 service, 3 free, 4 wheelchair, 5 status of stay admitted by name. Rewrites the rows that are no longer true.
WITH answers AS (
    SELECT DISTINCT p.id, p.unit_id, p.category_id, choice.facet, choice.value
    FROM places_place p
    CROSS JOIN LATERAL (
        SELECT 1 AS facet, number / %(ways_each)s::int AS value FROM unnest(p.language_ids) number
        UNION ALL
        SELECT 2, number FROM unnest(p.service_ids) number
        UNION ALL
        SELECT 3, 1 WHERE p.free = 1
        UNION ALL
        SELECT 4, 1 WHERE p.wheelchair = 1
        UNION ALL
        SELECT 5, number FROM unnest(p.status_ids) number WHERE number > 0
    ) choice
    WHERE p.retired_at IS NULL AND p.same_as_id IS NULL AND p.unit_id IS NOT NULL
      AND (p.language_ids IS NOT NULL OR p.service_ids IS NOT NULL OR p.status_ids IS NOT NULL OR p.free IS NOT NULL OR p.wheelchair IS NOT NULL)
),
fresh AS (
    SELECT unit_id, category_id, facet, value, count(*) AS places
    FROM answers
    GROUP BY unit_id, category_id, facet, value
),
gone AS (
    DELETE FROM places_placefacet f
    WHERE NOT EXISTS (
        SELECT FROM fresh
        WHERE (fresh.unit_id, fresh.category_id, fresh.facet, fresh.value)
            = (f.unit_id, f.category_id, f.facet, f.value)
    )
)
INSERT INTO places_placefacet AS f (unit_id, category_id, facet, value, places)
SELECT unit_id, category_id, facet, value, places FROM fresh
ON CONFLICT (unit_id, category_id, facet, value) DO UPDATE SET places = excluded.places
WHERE f.places <> excluded.places
