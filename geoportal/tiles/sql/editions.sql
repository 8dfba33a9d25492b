-- How many regions have come into force by this day, and how many have ended?
-- Column: both numbers.
SELECT count(*) FILTER (WHERE valid_from <= %(day)s::date) || '.' || count(*) FILTER (WHERE valid_to < %(day)s::date)
FROM regions_region
