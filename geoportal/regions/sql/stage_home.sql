-- A table for the dongs in force on one day, gone when the transaction ends: with the unit, and how an address in it
-- begins.
CREATE TEMPORARY TABLE home (
    id bigint NOT NULL,
    parent_id bigint NOT NULL,
    code text NOT NULL,
    address_begins text NOT NULL
) ON COMMIT DROP
