-- Which units in force on this day have dongs of their own?
-- Columns: code, WKB.
SELECT r.code, ST_AsBinary(r.geom)
FROM regions_region r
WHERE (r.valid_from IS NULL OR r.valid_from <= %(day)s::date)
  AND (r.valid_to IS NULL OR r.valid_to >= %(day)s::date)
  AND EXISTS (SELECT FROM regions_region dong WHERE dong.parent_id = r.id AND dong.level = %(dong)s::smallint)
ORDER BY r.code
