-- Which published places fit any of these patterns, each by the index of trigrams, and any of the `fitting` ones, and are
-- like the word? Of a pattern that more than `looked_at` fit, only so many are looked at: it says little.
-- Columns: id. No order; at most `most`.
SELECT DISTINCT coalesce(p.same_as_id, p.id)
FROM unnest(%(patterns)s::text[]) AS one (pattern)
CROSS JOIN LATERAL (
    SELECT w.place_id, w.folded
    FROM places_placewords w
    WHERE w.folded LIKE one.pattern
      AND w.folded LIKE ALL (%(folded)s::text[])
    LIMIT %(looked_at)s::int
) w
JOIN places_place p ON p.id = w.place_id
WHERE p.retired_at IS NULL
  AND w.folded LIKE ANY (%(fitting)s::text[])
  AND (%(least)s::real = 0 OR word_similarity(%(word)s::text, w.folded) >= %(least)s::real)
LIMIT %(most)s::int
