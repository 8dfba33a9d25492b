-- Make the source's places those of the staging tables: new ones in, changed ones updated, gone ones
-- retired, returned ones un-retired; a row that has not changed is not touched.
-- Columns: added, updated, returned, retired, unchanged.
WITH staged AS MATERIALIZED (
    SELECT s.*, l.point, l.unit_id, l.dong_id
    FROM place_staging s
    JOIN located_point l ON l.key = s.source_key
),
matched AS MATERIALIZED (
    SELECT p.id, p.source_key, p.retired_at IS NOT NULL AS was_retired,
           p.row_hash <> s.row_hash
               OR p.unit_id IS DISTINCT FROM s.unit_id
               OR p.dong_id IS DISTINCT FROM s.dong_id AS differs
    FROM places_place p
    JOIN staged s ON s.source_key = p.source_key
    WHERE p.source_id = %(source)s::bigint
),
added AS (
    INSERT INTO places_place (
        source_id, source_key, category_id, name_ko, name_en, name_en_generated, address_ko, address_en, phone,
        homepage, attributes, point, unit_id, dong_id, row_hash, checked_on, created_at, updated_at
    )
    SELECT %(source)s::bigint, s.source_key, s.category_id, s.name_ko, s.name_en, s.name_en_generated, s.address_ko,
           s.address_en, s.phone, s.homepage, s.attributes, s.point, s.unit_id, s.dong_id, s.row_hash, s.checked_on,
           now(), now()
    FROM staged s
    WHERE NOT EXISTS (SELECT FROM matched m WHERE m.source_key = s.source_key)
    ORDER BY s.source_key
    RETURNING 1
),
updated AS (
    UPDATE places_place p
    SET category_id = s.category_id, name_ko = s.name_ko, name_en = s.name_en, name_en_generated = s.name_en_generated,
        address_ko = s.address_ko, address_en = s.address_en, phone = s.phone, homepage = s.homepage,
        attributes = s.attributes, point = s.point, unit_id = s.unit_id, dong_id = s.dong_id, row_hash = s.row_hash,
        checked_on = s.checked_on, updated_at = now(), retired_at = NULL
    FROM matched m
    JOIN staged s ON s.source_key = m.source_key
    WHERE p.id = m.id AND (m.differs OR m.was_retired)
    RETURNING m.was_retired
),
retired AS (
    UPDATE places_place p
    SET retired_at = now(), updated_at = now()
    WHERE p.source_id = %(source)s::bigint
      AND p.retired_at IS NULL
      AND NOT EXISTS (SELECT FROM staged s WHERE s.source_key = p.source_key)
    RETURNING 1
)
SELECT (SELECT count(*) FROM added),
       (SELECT count(*) FROM updated WHERE NOT was_retired),
       (SELECT count(*) FROM updated WHERE was_retired),
       (SELECT count(*) FROM retired),
       (SELECT count(*) FROM matched WHERE NOT differs AND NOT was_retired)
