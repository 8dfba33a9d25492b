-- Which staged regions name a parent that no edition in force beside them has?
-- Columns: code, code of the missing parent.
SELECT s.code, s.parent_code
FROM region_staging s
JOIN regions_region c ON c.code = s.code AND c.valid_from IS NOT DISTINCT FROM s.valid_from
WHERE s.parent_code IS NOT NULL AND c.parent_id IS NULL
ORDER BY s.code
