-- Drop the words of the places that this load changes: their names or addresses may be others now.
DELETE FROM places_placewords w
USING place_change c
WHERE w.place_id = c.place_id AND c.what IN ('updated', 'returned')
