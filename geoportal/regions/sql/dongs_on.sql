-- The dongs in force on this day with their unit, province and latest count of foreign residents.
-- Columns: code, Korean name, English name, code of the unit, full Korean and English name of the unit
-- (province left out), Korean name of the province, foreign residents, polygon as WKB.
SELECT dong.code, dong.name_ko, dong.name_en, unit.code,
       CASE WHEN above.level > 1 THEN above.name_ko || ' ' ELSE '' END || unit.name_ko,
       unit.name_en || CASE WHEN above.level > 1 THEN ', ' || above.name_en ELSE '' END,
       CASE WHEN above.level > 1 THEN top.name_ko ELSE above.name_ko END,
       COALESCE(latest.persons, 0),
       ST_AsBinary(dong.geom)
FROM regions_region dong
JOIN regions_region unit ON unit.id = dong.parent_id
JOIN regions_region above ON above.id = unit.parent_id
LEFT JOIN regions_region top ON top.id = above.parent_id
LEFT JOIN LATERAL (
    SELECT f.persons FROM regions_foreignresidents f WHERE f.region_id = dong.id ORDER BY f.year DESC LIMIT 1
) latest ON true
WHERE dong.level = %(dong)s::smallint
  AND (dong.valid_from IS NULL OR dong.valid_from <= %(day)s::date)
  AND (dong.valid_to IS NULL OR dong.valid_to >= %(day)s::date)
ORDER BY dong.code
