-- How complete are the published events of each source?
-- Columns: source_id, events, without a phone.
SELECT e.source_id, count(*), count(*) FILTER (WHERE e.phone = '')
FROM events_event e
WHERE e.retired_at IS NULL
GROUP BY e.source_id
