-- Where outlines are copied to.
CREATE TEMP TABLE shape_staging (region_id bigint, zoom smallint, shape bytea) ON COMMIT DROP
