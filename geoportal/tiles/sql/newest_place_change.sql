-- Which change of places was the last?
-- Column: its number, 0 without any.
SELECT coalesce(max(version), 0) FROM tiles_version
