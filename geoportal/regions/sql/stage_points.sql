-- A table for the points of one load, gone when the transaction ends. n is what the caller knows them by.
CREATE TEMPORARY TABLE point_to_locate (
    n bigint NOT NULL,
    lat double precision NOT NULL,
    lon double precision NOT NULL,
    address text NOT NULL,
    point geometry(Point, 4326) GENERATED ALWAYS AS (ST_SetSRID(ST_MakePoint(lon, lat), 4326)) STORED
) ON COMMIT DROP
