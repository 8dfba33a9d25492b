-- Wait for another load to end before counting, and keep the next one waiting.
LOCK TABLE places_placecount IN SHARE ROW EXCLUSIVE MODE
