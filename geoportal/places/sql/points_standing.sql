-- The points of all places that stand, by the place's id, for regions.ingest.locate.
CREATE TEMPORARY VIEW point_to_locate AS
SELECT id AS n, ST_Y(point) AS lat, ST_X(point) AS lon, address_ko AS address FROM places_place WHERE retired_at IS NULL
