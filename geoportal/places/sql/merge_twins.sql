-- Give each place what only its twins know: by field, the value and the name of its source; the most trusted wins.
-- Names that were made here fill no gap. A position is known when it is finer than the place's own. What is under the ODbL stays apart: mixed in, it would bind the other
-- source's list to its terms.
WITH known AS (
    SELECT head.id, said.field, jsonb_build_object('value', said.value, 'source', s.name) AS entry,
           row_number() OVER (PARTITION BY head.id, said.field ORDER BY said.coarseness, s.rank, s.name) AS place_in_line
    FROM places_place twin
    JOIN places_place head ON head.id = twin.same_as_id
    JOIN provenance_source s ON s.id = twin.source_id
    CROSS JOIN LATERAL (
        SELECT array_position(%(finest_first)s::text[], coalesce(twin.own_location ->> 'position', twin.position)::text) AS twins,
               array_position(%(finest_first)s::text[], coalesce(head.own_location ->> 'position', head.position)::text) AS heads
    ) coarseness
    CROSS JOIN LATERAL (
        SELECT 'phone' AS field, to_jsonb(twin.phone) AS value, 0 AS coarseness WHERE twin.phone <> '' AND head.phone = ''
        UNION ALL
        SELECT 'homepage', to_jsonb(twin.homepage), 0 WHERE twin.homepage <> '' AND head.homepage = ''
        UNION ALL
        SELECT 'address_ko', to_jsonb(twin.address_ko), 0 WHERE twin.address_ko <> '' AND head.address_ko = ''
        UNION ALL
        SELECT 'name_en', to_jsonb(twin.name_en), 0
        WHERE twin.name_en <> '' AND NOT twin.name_en_generated AND (head.name_en = '' OR head.name_en_generated)
        UNION ALL
        SELECT 'position', to_jsonb(coalesce(twin.own_location ->> 'position', twin.position)), coarseness.twins
        WHERE coarseness.twins < coarseness.heads
        UNION ALL
        SELECT 'attributes.' || key, value, 0 FROM jsonb_each(twin.attributes) WHERE NOT head.attributes ? key
    ) said
    WHERE NOT starts_with(s.license, 'ODbL')
),
merged AS (
    SELECT id, jsonb_object_agg(field, entry) AS merged FROM known WHERE place_in_line = 1 GROUP BY id
)
UPDATE places_place p
SET merged = m.merged
FROM (
    SELECT head.id, coalesce(merged.merged, '{}') AS merged
    FROM (
        SELECT id FROM places_place WHERE merged <> '{}'
        UNION
        SELECT id FROM merged
    ) head
    LEFT JOIN merged ON merged.id = head.id
) m
WHERE p.id = m.id AND p.merged <> m.merged
