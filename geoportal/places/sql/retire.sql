-- Retire what the source no longer has.
UPDATE places_place p
SET retired_at = now(), updated_at = now()
FROM place_change c
WHERE p.id = c.place_id AND c.what = 'retired'
