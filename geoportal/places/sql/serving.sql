-- Which offices serve a region on a day, kind by kind?
-- Columns: kind; place (the one that is shown for it); holds: whether the area holds the whole region asked for (else
-- it lies inside it); part_ko; valid_from; source_title; source_url; checked_on.
-- Of the areas that hold the region only the most specific of each kind are told; of those inside it all are.
WITH RECURSIVE above AS (
    SELECT id, parent_id FROM regions_region WHERE id = %(region)s::bigint
    UNION ALL
    SELECT r.id, r.parent_id FROM regions_region r JOIN above a ON r.id = a.parent_id
),
inside AS (
    SELECT id FROM regions_region WHERE parent_id = %(region)s::bigint
    UNION ALL
    SELECT r.id FROM regions_region r JOIN inside i ON r.parent_id = i.id
),
chosen AS (
    SELECT id, true AS holds FROM above
    UNION ALL
    SELECT id, false FROM inside
),
found AS (
    SELECT a.kind, coalesce(p.same_as_id, p.id) AS place_id, c.holds, a.part_ko, a.valid_from, a.source_title,
           a.source_url, a.checked_on, p.name_ko, r.code,
           rank() OVER (PARTITION BY a.kind, c.holds ORDER BY r.level DESC) AS nth
    FROM chosen c
    JOIN regions_region r ON r.id = c.id
    JOIN places_servicearea a ON a.region_code = r.code
    JOIN places_place p ON p.id = a.place_id
    WHERE a.kind = ANY (%(kinds)s::text[])
      AND p.retired_at IS NULL
      AND (r.valid_from IS NULL OR r.valid_from <= %(day)s::date)
      AND (r.valid_to IS NULL OR r.valid_to >= %(day)s::date)
      AND (a.valid_from IS NULL OR a.valid_from <= %(day)s::date)
      AND (a.valid_to IS NULL OR a.valid_to >= %(day)s::date)
)
SELECT kind, place_id, holds, part_ko, valid_from, source_title, source_url, checked_on
FROM found
WHERE nth = 1 OR NOT holds
ORDER BY kind, holds DESC, code, name_ko, place_id
