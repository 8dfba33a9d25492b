-- Give every place that was located anew its unit and dong; one far from all regions keeps what it had.
UPDATE places_place p
SET dong_id = l.dong_id, unit_id = l.unit_id, updated_at = now()
FROM located_point l
WHERE l.key = p.id::text AND l.dong_id IS NOT NULL AND (p.dong_id, p.unit_id) IS DISTINCT FROM (l.dong_id, l.unit_id)
