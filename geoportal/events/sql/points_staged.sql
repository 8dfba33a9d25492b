-- The points of the staged events, for regions.ingest.locate.
CREATE TEMPORARY VIEW point_to_locate AS
SELECT n, lat, lon, address_ko AS address FROM event_staging
