-- Wait until no other transaction draws this tile, and keep the next one waiting until this one ends.
SELECT pg_advisory_xact_lock(hashtextextended('tile:' || %(tile)s::text, 0))
