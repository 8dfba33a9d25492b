-- Which published places fit these LIKE patterns, one a line? Walks all words: for words that most places hold.
-- Columns: id.
SELECT coalesce(p.same_as_id, p.id)
FROM places_placewords w
JOIN places_place p ON p.id = w.place_id
WHERE p.retired_at IS NULL AND (w.exact || ' ' || w.folded) LIKE ALL (string_to_array(%s::text, E'\n'))
