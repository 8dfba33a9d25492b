-- Which published places sound like this, the longest pattern by the index of trigrams? A twin's words find its place.
-- Columns: id. No order; at most `most`.
SELECT DISTINCT coalesce(p.same_as_id, p.id)
FROM (
    SELECT w.place_id
    FROM places_placewords w
    WHERE w.folded LIKE %(longest)s::text
      AND w.exact LIKE ALL (%(exact)s::text[]) AND w.folded LIKE ALL (%(folded)s::text[])
    LIMIT %(most)s::int
) w
JOIN places_place p ON p.id = w.place_id
WHERE p.retired_at IS NULL
