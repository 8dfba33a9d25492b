-- At which place of the world is each service shown? A kind is shown once at a place: as the row states it that says
-- most of its languages, then the most trusted one. What is under the ODbL stays with its own row.
UPDATE places_service s
SET shown_at_id = fresh.head_id
FROM (
    SELECT id, CASE WHEN place_in_line = 1 AND NOT apart THEN head_id END AS head_id
    FROM (
        SELECT service.id, coalesce(p.same_as_id, p.id) AS head_id, odbl.apart,
               dense_rank() OVER (
                   PARTITION BY coalesce(p.same_as_id, p.id), service.kind_id
                   ORDER BY odbl.apart, told.nothing, source.rank, source.name, p.id
               ) AS place_in_line
        FROM places_service service
        JOIN places_place p ON p.id = service.place_id
        JOIN provenance_source source ON source.id = p.source_id
        CROSS JOIN LATERAL (
            SELECT p.same_as_id IS NOT NULL AND starts_with(source.license, 'ODbL') AS apart
        ) odbl
        CROSS JOIN LATERAL (
            SELECT NOT bool_or(same.languages IS NOT NULL) AS nothing
            FROM places_service same
            WHERE same.place_id = service.place_id AND same.kind_id = service.kind_id
        ) told
    ) line
) fresh
WHERE fresh.id = s.id AND s.shown_at_id IS DISTINCT FROM fresh.head_id
