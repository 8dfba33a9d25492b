-- Which staged counts name a region of which no edition is loaded?
-- Columns: code.
SELECT DISTINCT s.region_code
FROM registered_staging s
WHERE NOT EXISTS (SELECT FROM regions_region r WHERE r.code = s.region_code)
ORDER BY s.region_code
