-- Give every event that was located anew its unit and dong; one far from all regions keeps what it had.
UPDATE events_event e
SET dong_id = l.dong_id, unit_id = l.unit_id, updated_at = now()
FROM located l
WHERE l.n = e.id AND (e.dong_id, e.unit_id) IS DISTINCT FROM (l.dong_id, l.unit_id)
