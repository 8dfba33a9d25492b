-- A table for one load's regions, gone when the transaction ends.
CREATE TEMPORARY TABLE region_staging (
    code text NOT NULL,
    level smallint NOT NULL,
    parent_code text,
    name_ko text NOT NULL,
    name_en text NOT NULL,
    name_en_generated boolean NOT NULL,
    slug text NOT NULL,
    census_code text NOT NULL,
    valid_from date,
    valid_to date,
    geometry bytea NOT NULL,
    UNIQUE NULLS NOT DISTINCT (code, valid_from)
) ON COMMIT DROP
