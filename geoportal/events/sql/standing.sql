-- What do real sources state of the standing events?
-- Columns: the fields of events.twins.Standing, in its order.
SELECT e.id, s.name, e.provider, s.rank, e.name_ko, e.starts_on, e.ends_on, e.address_ko
FROM events_event e
JOIN provenance_source s ON s.id = e.source_id
WHERE e.retired_at IS NULL AND NOT s.is_sample
ORDER BY e.id
