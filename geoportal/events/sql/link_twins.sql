-- Link each event to the one that event_twin says it is the same as, and no other; a row that has not changed
-- is not touched.
UPDATE events_event e
SET same_as_id = t.same_as_id
FROM (
    SELECT event.id, twin.same_as_id
    FROM events_event event
    LEFT JOIN event_twin twin ON twin.event_id = event.id
    WHERE event.same_as_id IS NOT NULL OR twin.same_as_id IS NOT NULL
) t
WHERE e.id = t.id AND e.same_as_id IS DISTINCT FROM t.same_as_id
