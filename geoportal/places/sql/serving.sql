-- Which offices serve a region on a day, kind by kind?
-- Columns: kind; place (the one that is shown for it); holds: whether the area holds the whole region asked for (else
-- it lies inside it); part_ko; valid_from; source_title; source_url; checked_on.
-- Of the areas that hold the region only the most specific of each kind are told; of those inside it all are.
-- A si or gun without gu has its own public health center by law: where the lists have one only, of its very name, it is
-- the one, unless a source names its area.
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
),
centers AS (
    SELECT city.code, city.name_ko AS city_ko, p.id, p.name_ko, count(*) OVER (PARTITION BY city.id) AS listed
    FROM above
    JOIN regions_region city ON city.id = above.id AND city.level = %(city_level)s::int
    JOIN places_place p ON p.unit_id = city.id AND p.category_id = %(center_category)s::int
    JOIN provenance_source s ON s.id = p.source_id AND NOT s.is_sample
    WHERE %(law_kind)s::text = ANY (%(kinds)s::text[])
      AND p.retired_at IS NULL AND p.same_as_id IS NULL AND p.name_ko ~ '(보건소|보건의료원)$'
      AND NOT EXISTS (
          SELECT FROM regions_region gu
          WHERE gu.parent_id = city.id AND gu.level = %(city_level)s::int + 1
            AND (gu.valid_from IS NULL OR gu.valid_from <= %(day)s::date)
            AND (gu.valid_to IS NULL OR gu.valid_to >= %(day)s::date))
),
told AS (
    SELECT kind, place_id, holds, part_ko, valid_from, source_title, source_url, checked_on, code, name_ko
    FROM found
    WHERE nth = 1 OR NOT holds
    UNION ALL
    SELECT %(law_kind)s::text, id, true, '', NULL, %(law_title)s::text, %(law_url)s::text, %(law_checked_on)s::date,
           code, name_ko
    FROM centers
    WHERE listed = 1 AND replace(name_ko, ' ', '') IN (city_ko || '보건소', city_ko || '보건의료원')
      AND NOT EXISTS (SELECT FROM found WHERE kind = %(law_kind)s::text)
)
SELECT kind, place_id, holds, part_ko, valid_from, source_title, source_url, checked_on
FROM told
ORDER BY kind, holds DESC, code, name_ko, place_id
