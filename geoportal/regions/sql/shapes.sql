-- What shapes have the regions of these levels in force on this day?
-- Columns: code, WKB.
SELECT r.code, ST_AsBinary(r.geom)
FROM regions_region r
WHERE r.level = ANY (%(levels)s::smallint[])
  AND (r.valid_from IS NULL OR r.valid_from <= %(day)s::date)
  AND (r.valid_to IS NULL OR r.valid_to >= %(day)s::date)
ORDER BY r.code
