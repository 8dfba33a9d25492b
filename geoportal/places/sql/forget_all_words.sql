-- Drop the words of all places.
TRUNCATE places_placewords
