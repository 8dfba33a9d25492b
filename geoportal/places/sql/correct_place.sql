-- Let what people corrected stand in one row, as the next load of its source will: the corrections in force over what
-- the source states. `restored` are the source's own values of a correction that has just ended.
UPDATE places_place p
SET retired_at = CASE WHEN said.by_field ? 'closed' THEN coalesce(p.retired_at, now())
                      WHEN %(reopens)s::boolean THEN NULL ELSE p.retired_at END,
    closed_on = CASE WHEN said.by_field ? 'closed' THEN (said.by_field #>> '{closed,on}')::date
                     WHEN %(reopens)s::boolean THEN NULL ELSE p.closed_on END,
    point = CASE WHEN said.by_field ? 'pin'
                 THEN ST_SetSRID(ST_MakePoint((said.by_field #>> '{pin,lon}')::float8, (said.by_field #>> '{pin,lat}')::float8), 4326)
                 ELSE p.point END,
    position = CASE WHEN said.by_field ? 'pin' THEN coalesce(said.by_field #>> '{pin,position}', 'source') ELSE p.position END,
    own_location = CASE WHEN said.by_field ? 'pin' THEN NULL ELSE p.own_location END,
    unit_id = CASE WHEN said.by_field ? 'pin' THEN %(unit)s::bigint ELSE p.unit_id END,
    dong_id = CASE WHEN said.by_field ? 'pin' THEN %(dong)s::bigint ELSE p.dong_id END,
    address_ko = coalesce(said.by_field ->> 'address', p.address_ko),
    phone = coalesce(said.by_field ->> 'phone', p.phone),
    attributes = places_corrected(p.attributes, said.by_field),
    updated_at = now()
FROM (SELECT %(values)s::jsonb AS by_field) said
WHERE p.id = %(place)s::bigint
