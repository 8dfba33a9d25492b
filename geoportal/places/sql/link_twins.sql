-- Link each place to the one that place_twin says it is the same as, and no other; a row that has not changed
-- is not touched.
UPDATE places_place p
SET same_as_id = t.same_as_id
FROM (
    SELECT place.id, twin.same_as_id
    FROM places_place place
    LEFT JOIN place_twin twin ON twin.place_id = place.id
    WHERE place.same_as_id IS NOT NULL OR twin.same_as_id IS NOT NULL
) t
WHERE p.id = t.id AND p.same_as_id IS DISTINCT FROM t.same_as_id
