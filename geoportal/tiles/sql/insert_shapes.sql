-- Take the staged outlines over.
INSERT INTO tiles_shape (region_id, zoom, geom)
SELECT region_id, zoom, ST_Multi(ST_GeomFromWKB(shape, 3857)) FROM shape_staging
