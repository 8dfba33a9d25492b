-- Retire what still stands of these sources (sample rows, once real ones of their kind are here).
UPDATE places_place p
SET retired_at = now(), updated_at = now()
FROM provenance_source s
WHERE s.id = p.source_id AND s.name = ANY (%(names)s::text[]) AND p.retired_at IS NULL
