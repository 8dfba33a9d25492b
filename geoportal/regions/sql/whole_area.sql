-- What do all provinces in force on this day cover together?
-- Columns: WKB; null without any.
SELECT ST_AsBinary(ST_Union(r.geom))
FROM regions_region r
WHERE r.level = %(province)s::smallint
  AND (r.valid_from IS NULL OR r.valid_from <= %(day)s::date)
  AND (r.valid_to IS NULL OR r.valid_to >= %(day)s::date)
