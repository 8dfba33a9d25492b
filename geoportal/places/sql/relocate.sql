-- Give every place that was located anew its unit and dong; one far from all regions keeps what it had.
UPDATE places_place p
SET dong_id = l.dong_id, unit_id = l.unit_id, updated_at = now()
FROM located l
WHERE l.n = p.id AND (p.dong_id, p.unit_id) IS DISTINCT FROM (l.dong_id, l.unit_id)
