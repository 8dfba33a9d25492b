-- Give the services of the places that this load changes their own numbers.
INSERT INTO places_phone (place_id, service_id, number, languages)
SELECT p.id, (r.service ->> 'id')::uuid, phone.number, nullif(phone.languages, 'null')
FROM place_change c
JOIN place_staging s ON s.n = c.n
JOIN places_place p ON p.source_id = %(source)s::bigint AND p.source_key = s.source_key
CROSS JOIN LATERAL jsonb_array_elements(s.services::jsonb -> 'services') AS r (service)
CROSS JOIN LATERAL jsonb_to_recordset(r.service -> 'phones') AS phone (number text, languages jsonb)
WHERE s.services <> '{}' AND c.what <> 'closed'
