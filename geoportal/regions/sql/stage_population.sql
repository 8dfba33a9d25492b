-- A table for one load's counts of foreign residents, gone when the transaction ends.
CREATE TEMPORARY TABLE population_staging (
    region_code text NOT NULL,
    year smallint NOT NULL,
    persons integer NOT NULL,
    unplaced text NOT NULL,
    PRIMARY KEY (region_code, year)
) ON COMMIT DROP
