-- Give the places that this load changes the services that their source states now, each shown at its own place until
-- show_services.sql knows better.
INSERT INTO places_service (
    id, place_id, organization_id, key, kind_id, name_ko, name_en, languages, hours, status_ids, minimum_age,
    maximum_age, cost, cost_ko, documents, checked_on, updated_at, shown_at_id
)
SELECT r.id, p.id, (s.services::jsonb #>> '{organization,id}')::uuid, r.key, r.kind_id, r.name_ko, r.name_en,
       nullif(r.languages, 'null'), nullif(r.hours, 'null'), r.status_ids, r.minimum_age, r.maximum_age, r.cost,
       r.cost_ko, nullif(r.documents, 'null'), r.checked_on, now(), p.id
FROM place_change c
JOIN place_staging s ON s.n = c.n
JOIN places_place p ON p.source_id = %(source)s::bigint AND p.source_key = s.source_key
CROSS JOIN LATERAL jsonb_to_recordset(s.services::jsonb -> 'services') AS r (
    id uuid, key text, kind_id smallint, name_ko text, name_en text, languages jsonb, hours jsonb,
    status_ids smallint[], minimum_age smallint, maximum_age smallint, cost text, cost_ko text, documents jsonb,
    checked_on date
)
WHERE s.services <> '{}' AND c.what <> 'closed'
