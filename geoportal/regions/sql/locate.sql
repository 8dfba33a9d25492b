-- Which dong in force on this day, and so which unit, holds each point of located_point?
-- Boundaries overlap by slivers: the lowest code wins.
UPDATE located_point l
SET dong_id = found.id, unit_id = found.parent_id
FROM (
    SELECT DISTINCT ON (t.key) t.key, r.id, r.parent_id
    FROM located_point t
    JOIN regions_regionpart p ON ST_Covers(p.geom, t.point)
    JOIN regions_region r ON r.id = p.region_id
    WHERE (r.valid_from IS NULL OR r.valid_from <= %(day)s::date)
      AND (r.valid_to IS NULL OR r.valid_to >= %(day)s::date)
    ORDER BY t.key, r.code
) found
WHERE found.key = l.key
