-- Let a second load in the same transaction stage its own points.
DROP TABLE IF EXISTS located_point
