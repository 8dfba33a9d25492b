-- What did this load change, and how many rows stand in the table before it is done?
-- Columns: what, how many.
SELECT what, count(*) FROM place_change GROUP BY what
UNION ALL
SELECT 'standing', count(*) FROM places_place
UNION ALL
SELECT 'staged', count(*) FROM place_staging s JOIN located l ON l.n = s.n
