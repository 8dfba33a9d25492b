-- A table for which event is the same as which other, gone when the transaction ends.
CREATE TEMPORARY TABLE event_twin (
    event_id bigint NOT NULL,
    same_as_id bigint NOT NULL
) ON COMMIT DROP
