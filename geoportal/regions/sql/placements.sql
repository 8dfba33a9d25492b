-- Where did each point of located_point fall?
-- Columns: key, code of the unit, code of the dong (both null in no region), metres outside the dong.
SELECT l.key, unit.code, dong.code, l.off_m
FROM located_point l
LEFT JOIN regions_region unit ON unit.id = l.unit_id
LEFT JOIN regions_region dong ON dong.id = l.dong_id
ORDER BY l.key
