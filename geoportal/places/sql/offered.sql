-- What can a search find at each published place: languages (ten times the language's number and the way), services,
-- statuses of stay, free, wheelchair? Of the place and its twins, but for those under the ODbL. Rewrites what is no
-- longer true; null is unknown.
WITH stating AS (
    SELECT coalesce(p.same_as_id, p.id) AS head_id, p.id, p.attributes
    FROM places_place p
    JOIN provenance_source source ON source.id = p.source_id
    WHERE p.retired_at IS NULL AND (p.same_as_id IS NULL OR NOT starts_with(source.license, 'ODbL'))
      AND (p.attributes ?| ARRAY['languages', 'wheelchair']
           OR EXISTS (SELECT FROM places_service s WHERE s.place_id = p.id)
           OR EXISTS (SELECT FROM places_consultation c WHERE c.place_id = p.id))
),
said AS (
    SELECT head_id, attributes -> 'languages' AS languages FROM stating WHERE attributes ? 'languages'
    UNION ALL
    SELECT stating.head_id, s.languages
    FROM stating
    JOIN places_service s ON s.place_id = stating.id
    WHERE s.languages IS NOT NULL
),
numbered AS (
    SELECT said.head_id, spoken.number
    FROM said
    LEFT JOIN LATERAL (
        SELECT ((%(languages)s::jsonb ->> (one ->> 'language'))::smallint * %(ways_each)s::smallint
                + (%(ways)s::jsonb ->> (one ->> 'how'))::smallint)::smallint AS number
        FROM jsonb_array_elements(said.languages) one
    ) spoken ON true
    UNION ALL
    SELECT stating.head_id, number::smallint
    FROM stating
    JOIN places_consultation c ON c.place_id = stating.id
    CROSS JOIN LATERAL unnest(c.language_ids) number
    WHERE c.valid_to IS NULL OR c.valid_to >= %(today)s::date
),
languages AS (
    SELECT head_id, coalesce(array_agg(DISTINCT number) FILTER (WHERE number IS NOT NULL), '{}') AS ids
    FROM numbered
    GROUP BY head_id
),
offered AS (
    SELECT place_id, kind_id, cost FROM places_service
    UNION ALL
    SELECT place_id, kind_id, 'unknown' FROM places_consultation WHERE valid_to IS NULL OR valid_to >= %(today)s::date
),
services AS (
    SELECT stating.head_id, array_agg(DISTINCT s.kind_id ORDER BY s.kind_id) AS ids,
           CASE WHEN bool_or(s.cost = 'free') THEN 1 WHEN bool_and(s.cost = 'paid') THEN 0 END AS free
    FROM stating
    JOIN offered s ON s.place_id = stating.id
    GROUP BY stating.head_id
),
statuses AS (
    SELECT stating.head_id, array_agg(DISTINCT status ORDER BY status) AS ids
    FROM stating
    JOIN places_service s ON s.place_id = stating.id
    CROSS JOIN LATERAL unnest(s.status_ids) status
    GROUP BY stating.head_id
),
wheelchair AS (
    SELECT DISTINCT ON (head_id) head_id, CASE attributes ->> 'wheelchair' WHEN 'yes' THEN 1 ELSE 0 END AS answer
    FROM stating
    WHERE attributes ->> 'wheelchair' IN ('yes', 'no')
    ORDER BY head_id, (id <> head_id), id
),
fresh AS (
    SELECT p.id, languages.ids AS language_ids, services.ids AS service_ids, statuses.ids AS status_ids, services.free,
           wheelchair.answer AS wheelchair
    FROM places_place p
    LEFT JOIN languages ON languages.head_id = p.id
    LEFT JOIN services ON services.head_id = p.id
    LEFT JOIN statuses ON statuses.head_id = p.id
    LEFT JOIN wheelchair ON wheelchair.head_id = p.id
    WHERE p.id IN (SELECT head_id FROM stating) OR p.language_ids IS NOT NULL OR p.service_ids IS NOT NULL
       OR p.status_ids IS NOT NULL OR p.free IS NOT NULL OR p.wheelchair IS NOT NULL
)
UPDATE places_place p
SET language_ids = fresh.language_ids, service_ids = fresh.service_ids, status_ids = fresh.status_ids,
    free = fresh.free, wheelchair = fresh.wheelchair
FROM fresh
WHERE p.id = fresh.id
  AND (p.language_ids, p.service_ids, p.status_ids, p.free, p.wheelchair)
      IS DISTINCT FROM (fresh.language_ids, fresh.service_ids, fresh.status_ids, fresh.free::smallint,
                        fresh.wheelchair::smallint)
