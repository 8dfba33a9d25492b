-- Put the points of all places that stand into the table of points to locate, by the place's id.
INSERT INTO point_to_locate (n, lat, lon, address)
SELECT id, ST_Y(point), ST_X(point), address_ko FROM places_place WHERE retired_at IS NULL
