-- Drop the services of places that this load changes, and of all that are retired.
DELETE FROM places_service s
USING places_place p
WHERE p.id = s.place_id
  AND (p.retired_at IS NOT NULL OR p.id IN (SELECT place_id FROM place_change WHERE place_id IS NOT NULL))
