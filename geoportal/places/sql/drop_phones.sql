-- Drop the numbers of the services that drop_services.sql will drop.
DELETE FROM places_phone phone
USING places_place p
WHERE p.id = phone.place_id
  AND (p.retired_at IS NOT NULL OR p.id IN (SELECT place_id FROM place_change WHERE place_id IS NOT NULL))
