-- How many rows are the same event as a row that is shown?
-- Columns: how many.
SELECT count(*) FROM events_event WHERE same_as_id IS NOT NULL
