-- A table for one load's places, gone when the transaction ends.
CREATE TEMPORARY TABLE place_staging (
    source_key text PRIMARY KEY,
    category_id smallint NOT NULL,
    name_ko text NOT NULL,
    name_en text NOT NULL,
    name_en_generated boolean NOT NULL,
    address_ko text NOT NULL,
    address_en text NOT NULL,
    phone text NOT NULL,
    homepage text NOT NULL,
    attributes jsonb NOT NULL,
    checked_on date,
    row_hash text NOT NULL
) ON COMMIT DROP
