-- Where are the dongs in force on this day?
-- Columns: name_ko, code of the unit, lat, lon of a point inside.
SELECT r.name_ko, unit.code, ST_Y(r.center), ST_X(r.center)
FROM regions_region r
JOIN regions_region unit ON unit.id = r.parent_id
WHERE r.level = %(dong)s::smallint
  AND (r.valid_from IS NULL OR r.valid_from <= %(day)s::date)
  AND (r.valid_to IS NULL OR r.valid_to >= %(day)s::date)
ORDER BY r.code
