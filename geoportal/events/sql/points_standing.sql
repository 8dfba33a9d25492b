-- Put the points of all events that stand into the table of points to locate, by the event's id.
INSERT INTO point_to_locate (n, lat, lon, address)
SELECT id, ST_Y(point), ST_X(point), address_ko FROM events_event WHERE retired_at IS NULL
