-- Which staged areas name a region that no edition has?
-- Columns: code.
SELECT DISTINCT s.region_code
FROM area_staging s
WHERE NOT EXISTS (SELECT FROM regions_region r WHERE r.code = s.region_code)
ORDER BY s.region_code
