-- Make the source's events those of the staging tables: new ones in, changed ones updated, gone ones
-- retired, returned ones un-retired; a row that has not changed is not touched.
-- Columns: added, updated, returned, retired, unchanged.
WITH staged AS MATERIALIZED (
    SELECT s.*, ST_SetSRID(ST_MakePoint(s.lon, s.lat), 4326) AS point, l.unit_id, l.dong_id
    FROM event_staging s
    JOIN located l ON l.n = s.n
),
matched AS MATERIALIZED (
    SELECT e.id, e.source_key, e.retired_at IS NOT NULL AS was_retired,
           e.row_hash <> s.row_hash
               OR e.unit_id IS DISTINCT FROM s.unit_id
               OR e.dong_id IS DISTINCT FROM s.dong_id AS differs
    FROM events_event e
    JOIN staged s ON s.source_key = e.source_key
    WHERE e.source_id = %(source)s::bigint
),
added AS (
    INSERT INTO events_event (
        source_id, source_key, provider, category, name_ko, name_en, name_en_generated, address_ko, venue_ko, starts_on,
        ends_on, phone, homepage, attributes, point, unit_id, dong_id, row_hash, checked_on, created_at, updated_at
    )
    SELECT %(source)s::bigint, s.source_key, s.provider, s.category, s.name_ko, s.name_en, s.name_en_generated, s.address_ko,
           s.venue_ko, s.starts_on, s.ends_on, s.phone, s.homepage,
           s.attributes::jsonb, s.point, s.unit_id, s.dong_id, s.row_hash, s.checked_on, now(), now()
    FROM staged s
    WHERE NOT EXISTS (SELECT FROM matched m WHERE m.source_key = s.source_key)
    ORDER BY s.source_key
    RETURNING 1
),
updated AS (
    UPDATE events_event e
    SET provider = s.provider, category = s.category, name_ko = s.name_ko, name_en = s.name_en, name_en_generated = s.name_en_generated,
        address_ko = s.address_ko, venue_ko = s.venue_ko, starts_on = s.starts_on, ends_on = s.ends_on,
        phone = s.phone, homepage = s.homepage, attributes = s.attributes::jsonb, point = s.point,
        unit_id = s.unit_id, dong_id = s.dong_id, row_hash = s.row_hash, checked_on = s.checked_on,
        updated_at = now(), retired_at = NULL
    FROM matched m
    JOIN staged s ON s.source_key = m.source_key
    WHERE e.id = m.id AND (m.differs OR m.was_retired)
    RETURNING m.was_retired
),
retired AS (
    UPDATE events_event e
    SET retired_at = now(), updated_at = now()
    WHERE e.source_id = %(source)s::bigint
      AND e.retired_at IS NULL
      AND NOT %(partial)s::boolean
      AND NOT EXISTS (SELECT FROM staged s WHERE s.source_key = e.source_key)
    RETURNING 1
)
SELECT (SELECT count(*) FROM added),
       (SELECT count(*) FROM updated WHERE NOT was_retired),
       (SELECT count(*) FROM updated WHERE was_retired),
       (SELECT count(*) FROM retired),
       (SELECT count(*) FROM matched WHERE NOT differs AND NOT was_retired)
