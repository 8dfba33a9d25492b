-- A table for one load's events, gone when the transaction ends.
CREATE TEMPORARY TABLE event_staging (
    n bigint GENERATED ALWAYS AS IDENTITY,
    source_key text NOT NULL,
    provider text NOT NULL,
    category text NOT NULL,
    name_ko text NOT NULL,
    name_en text NOT NULL,
    name_en_generated boolean NOT NULL,
    address_ko text NOT NULL,
    venue_ko text NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    phone text NOT NULL,
    homepage text NOT NULL,
    attributes text NOT NULL,
    lat double precision NOT NULL,
    lon double precision NOT NULL,
    checked_on date,
    row_hash text NOT NULL
) ON COMMIT DROP
