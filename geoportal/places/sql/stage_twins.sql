-- A table for which place is the same as which other, gone when the transaction ends.
CREATE TEMPORARY TABLE place_twin (
    place_id bigint NOT NULL,
    same_as_id bigint NOT NULL
) ON COMMIT DROP
