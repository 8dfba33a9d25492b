-- Which places are new with this load? Asked after they were taken in; nothing on a source's first load.
INSERT INTO places_change (place_id, what, at)
SELECT p.id, 'added', now()
FROM place_change c
JOIN place_staging s ON s.n = c.n
JOIN places_place p ON p.source_id = %(source)s::bigint AND p.source_key = s.source_key
JOIN provenance_source source ON source.id = p.source_id
WHERE c.what = 'added' AND p.retired_at IS NULL AND NOT source.is_sample
ORDER BY p.id
LIMIT %(most)s::int
