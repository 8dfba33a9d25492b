-- Retire what still stands of these sources (sample rows, once real ones of their kind are here).
UPDATE events_event e
SET retired_at = now(), updated_at = now()
FROM provenance_source s
WHERE s.id = e.source_id AND s.name = ANY (%(names)s::text[]) AND e.retired_at IS NULL
