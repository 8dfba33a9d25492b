-- A table for what one load changes, gone when the transaction ends: the staged row, the standing place,
-- and what becomes of it.
CREATE TEMPORARY TABLE place_change (
    n bigint,
    place_id bigint,
    what text NOT NULL,
    unit_id bigint,
    dong_id bigint
) ON COMMIT DROP
