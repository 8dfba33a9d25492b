-- A table for one load's counts of registered foreigners, gone when the transaction ends.
CREATE TEMPORARY TABLE registered_staging (
    region_code text NOT NULL,
    month date NOT NULL,
    nationality text NOT NULL,
    nationality_ko text NOT NULL,
    persons integer NOT NULL,
    PRIMARY KEY (region_code, month, nationality_ko)
) ON COMMIT DROP
