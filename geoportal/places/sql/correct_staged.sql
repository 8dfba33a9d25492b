-- Let what people corrected stand in place of what the source states, before anything is made of the staged rows.
-- What the source itself states is kept beside each correction.
WITH mine AS (
    SELECT c.id, c.field, c.value, p.source_key
    FROM places_correction c
    JOIN places_place p ON p.id = c.place_id
    WHERE p.source_id = %(source)s::bigint AND c.ended_at IS NULL
),
kept AS (
    UPDATE places_correction c
    SET stated = said.value
    FROM mine
    JOIN place_staging s ON s.source_key = mine.source_key
    CROSS JOIN LATERAL (
        SELECT CASE mine.field
            WHEN 'closed' THEN CASE WHEN s.is_closed THEN jsonb_build_object('on', s.closed_on) END
            WHEN 'pin' THEN jsonb_build_object('lat', s.lat, 'lon', s.lon, 'position', s.position)
            WHEN 'address' THEN to_jsonb(s.address_ko)
            WHEN 'phone' THEN to_jsonb(s.phone)
            WHEN 'hours' THEN s.attributes::jsonb -> 'hours'
            WHEN 'dates' THEN s.attributes::jsonb #> '{hours,exceptions}'
            WHEN 'languages' THEN s.attributes::jsonb -> 'languages' END AS value
    ) said
    WHERE c.id = mine.id AND c.stated IS DISTINCT FROM said.value
),
said AS (
    SELECT source_key, jsonb_object_agg(field, value) AS by_field FROM mine GROUP BY source_key
)
UPDATE place_staging s
SET is_closed = s.is_closed OR by_field ? 'closed',
    closed_on = coalesce(s.closed_on, (by_field #>> '{closed,on}')::date),
    lat = coalesce((by_field #>> '{pin,lat}')::float8, s.lat),
    lon = coalesce((by_field #>> '{pin,lon}')::float8, s.lon),
    position = CASE WHEN by_field ? 'pin' THEN 'source' ELSE s.position END,
    address_ko = coalesce(by_field ->> 'address', s.address_ko),
    phone = coalesce(by_field ->> 'phone', s.phone),
    attributes = places_corrected(s.attributes::jsonb, by_field)::text
FROM said
WHERE said.source_key = s.source_key
