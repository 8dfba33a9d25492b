-- Which region is the parent of each staged one? The edition of the parent's code that is in force
-- together with the child; of several, the latest.
UPDATE regions_region child
SET parent_id = found.parent_id
FROM (
    SELECT DISTINCT ON (c.id) c.id, p.id AS parent_id
    FROM region_staging s
    JOIN regions_region c ON c.code = s.code AND c.valid_from IS NOT DISTINCT FROM s.valid_from
    LEFT JOIN regions_region p ON p.code = s.parent_code
        AND COALESCE(p.valid_from, '-infinity') <= COALESCE(c.valid_to, 'infinity')
        AND COALESCE(p.valid_to, 'infinity') >= COALESCE(c.valid_from, '-infinity')
    ORDER BY c.id, p.valid_from DESC NULLS LAST
) found
WHERE child.id = found.id AND child.parent_id IS DISTINCT FROM found.parent_id
