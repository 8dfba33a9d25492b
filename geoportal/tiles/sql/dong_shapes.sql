-- What do the dongs in force look like on the map?
-- Columns: id, ids of the regions above, WKB in web Mercator.
SELECT d.id, array_remove(ARRAY[a.id, b.id, c.id], NULL), ST_AsBinary(ST_Transform(d.geom, 3857))
FROM regions_region d
LEFT JOIN regions_region a ON a.id = d.parent_id
LEFT JOIN regions_region b ON b.id = a.parent_id
LEFT JOIN regions_region c ON c.id = b.parent_id
WHERE d.level = 4 AND (d.valid_from IS NULL OR d.valid_from <= %(day)s::date)
  AND (d.valid_to IS NULL OR d.valid_to >= %(day)s::date)
ORDER BY d.id
