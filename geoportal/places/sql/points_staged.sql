-- Put the points of the staged places into the table of points to locate.
INSERT INTO point_to_locate (n, lat, lon, address) SELECT n, lat, lon, address_ko FROM place_staging
