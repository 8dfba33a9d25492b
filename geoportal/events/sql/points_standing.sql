-- The points of all events that stand, by the event's id, for regions.ingest.locate.
CREATE TEMPORARY VIEW point_to_locate AS
SELECT id AS n, ST_Y(point) AS lat, ST_X(point) AS lon, address_ko AS address FROM events_event WHERE retired_at IS NULL
