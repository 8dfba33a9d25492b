-- Take in the areas that this source's places were not known to serve. Places left out of the load get none.
INSERT INTO places_servicearea (
    place_id, kind, region_code, part_ko, valid_from, valid_to, source_title, source_url, checked_on
)
SELECT p.id, s.kind, s.region_code, s.part_ko, s.valid_from, s.valid_to, s.source_title, s.source_url, s.checked_on
FROM area_staging s
JOIN place_staging staged ON staged.source_key = s.source_key
JOIN places_place p ON p.source_id = %(source)s::bigint AND p.source_key = s.source_key
WHERE NOT EXISTS (
    SELECT
    FROM places_servicearea a
    WHERE a.place_id = p.id
      AND (a.kind, a.region_code, a.part_ko) = (s.kind, s.region_code, s.part_ko)
      AND a.valid_from IS NOT DISTINCT FROM s.valid_from
)
