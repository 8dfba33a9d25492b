-- At which place of the world is each consultation shown?
UPDATE places_consultation c
SET shown_at_id = coalesce(p.same_as_id, p.id)
FROM places_place p
WHERE p.id = c.place_id AND c.shown_at_id IS DISTINCT FROM coalesce(p.same_as_id, p.id)
