-- A table for the points of one load and where each fell, gone when the transaction ends.
CREATE TEMPORARY TABLE located_point (
    key text PRIMARY KEY,
    lat double precision NOT NULL,
    lon double precision NOT NULL,
    address text NOT NULL,
    point geometry(Point, 4326) GENERATED ALWAYS AS (ST_SetSRID(ST_MakePoint(lon, lat), 4326)) STORED,
    unit_id bigint,
    dong_id bigint,
    off_m double precision NOT NULL DEFAULT 0
) ON COMMIT DROP
