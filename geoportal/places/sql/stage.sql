-- A table for one load's places, gone when the transaction ends.
CREATE TEMPORARY TABLE place_staging (
    n bigint GENERATED ALWAYS AS IDENTITY,
    source_key text NOT NULL,
    category_id smallint NOT NULL,
    name_ko text NOT NULL,
    name_en text NOT NULL,
    name_en_generated boolean NOT NULL,
    address_ko text NOT NULL,
    address_en text NOT NULL,
    unit_ko text NOT NULL,
    phone text NOT NULL,
    homepage text NOT NULL,
    attributes text NOT NULL,
    services text NOT NULL,
    lat double precision NOT NULL,
    lon double precision NOT NULL,
    position text NOT NULL,
    is_closed boolean NOT NULL,
    closed_on date,
    checked_on date,
    row_hash text NOT NULL
) ON COMMIT DROP
