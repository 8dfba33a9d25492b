-- Link each place to the one that place_twin says it is the same as, and no other; a row that has not changed
-- is not touched.
UPDATE places_place p
SET same_as_id = t.same_as_id
FROM (
    SELECT linked.id, twin.same_as_id
    FROM (
        SELECT id FROM places_place WHERE same_as_id IS NOT NULL
        UNION
        SELECT place_id FROM place_twin
    ) linked
    LEFT JOIN place_twin twin ON twin.place_id = linked.id
) t
WHERE p.id = t.id AND p.same_as_id IS DISTINCT FROM t.same_as_id
