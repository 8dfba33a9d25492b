-- A table for where each point of point_to_locate fell, gone when the transaction ends: off_m is how far it lies
-- outside the dong, in metres. Address and point stand here when the address does not begin with the dong's province.
CREATE TEMPORARY TABLE located (
    n bigint NOT NULL,
    dong_id bigint NOT NULL,
    unit_id bigint NOT NULL,
    off_m double precision NOT NULL,
    address text,
    point geometry(Point, 4326)
) ON COMMIT DROP
