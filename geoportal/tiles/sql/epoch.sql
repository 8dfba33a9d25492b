-- Which changes are there? Another answer than before means that something on the map may have changed.
-- Column: their numbers.
SELECT coalesce(string_agg(id::text, ',' ORDER BY id), '') FROM tiles_change
