-- A table for the areas that one load's places serve, gone when the transaction ends.
CREATE TEMPORARY TABLE area_staging (
    source_key text NOT NULL,
    kind text NOT NULL,
    region_code text NOT NULL,
    part_ko text NOT NULL,
    valid_from date,
    valid_to date,
    source_title text NOT NULL,
    source_url text NOT NULL,
    checked_on date NOT NULL
) ON COMMIT DROP
