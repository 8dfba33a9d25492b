-- Put the points of all published places into the table of points to locate, keyed by the place's id.
INSERT INTO located_point (key, lat, lon, address)
SELECT id::text, ST_Y(point), ST_X(point), address_ko FROM places_place WHERE retired_at IS NULL
