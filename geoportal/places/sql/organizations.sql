-- Take in who runs the services of the places that this load changes.
INSERT INTO places_organization AS o (id, source_id, source_key, name_ko, name_en, homepage)
SELECT DISTINCT ON (r.id) r.id, %(source)s::bigint, r.source_key, r.name_ko, r.name_en, r.homepage
FROM place_change c
JOIN place_staging s ON s.n = c.n
CROSS JOIN LATERAL jsonb_to_record(s.services::jsonb -> 'organization')
    AS r (id uuid, source_key text, name_ko text, name_en text, homepage text)
WHERE s.services <> '{}' AND c.what <> 'closed'
ORDER BY r.id, s.n
ON CONFLICT (id) DO UPDATE
SET source_key = excluded.source_key, name_ko = excluded.name_ko, name_en = excluded.name_en,
    homepage = excluded.homepage
WHERE (o.name_ko, o.name_en, o.homepage) IS DISTINCT FROM (excluded.name_ko, excluded.name_en, excluded.homepage)
