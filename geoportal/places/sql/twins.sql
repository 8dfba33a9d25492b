-- How many rows are the same place as a row of a more trusted source?
-- Columns: how many.
SELECT count(*) FROM places_place WHERE same_as_id IS NOT NULL
