-- A table for where each point of point_to_locate fell, gone when the transaction ends: off_m is how far it
-- lies outside the dong, in metres.
CREATE TEMPORARY TABLE located (
    n bigint NOT NULL,
    dong_id bigint NOT NULL,
    unit_id bigint NOT NULL,
    off_m double precision NOT NULL
) ON COMMIT DROP
