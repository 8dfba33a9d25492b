-- How many live places have no words yet? Counts up to `enough`.
SELECT count(*)
FROM (
    SELECT 1
    FROM places_place p
    WHERE p.retired_at IS NULL AND NOT EXISTS (SELECT FROM places_placewords w WHERE w.place_id = p.id)
    LIMIT %(enough)s::int
) wanting
