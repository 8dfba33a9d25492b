-- Drop the areas of this source's places that the load states no longer, or states otherwise.
-- After a partial load the places that it doesn't name keep theirs.
DELETE FROM places_servicearea a
USING places_place p
WHERE p.id = a.place_id
  AND p.source_id = %(source)s::bigint
  AND (NOT %(partial)s::boolean OR p.source_key IN (SELECT source_key FROM place_staging))
  AND NOT EXISTS (
      SELECT
      FROM area_staging s
      JOIN place_staging staged ON staged.source_key = s.source_key
      WHERE s.source_key = p.source_key
        AND (s.kind, s.region_code, s.part_ko, s.source_title, s.source_url, s.checked_on)
            = (a.kind, a.region_code, a.part_ko, a.source_title, a.source_url, a.checked_on)
        AND s.valid_from IS NOT DISTINCT FROM a.valid_from
        AND s.valid_to IS NOT DISTINCT FROM a.valid_to
  )
