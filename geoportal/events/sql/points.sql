-- Put the points of all published events into the table of points to locate, keyed by the event's id.
INSERT INTO located_point (key, lat, lon, address)
SELECT id::text, ST_Y(point), ST_X(point), address_ko FROM events_event WHERE retired_at IS NULL
