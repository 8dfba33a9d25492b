-- Make the source's regions those of the staging table: new editions in, changed ones updated; an
-- edition that is gone is closed the day before %(day)s, never deleted. Parents are linked afterwards.
-- Columns: id of the region, whether it was added, updated or closed.
WITH fresh AS MATERIALIZED (
    SELECT s.*, ST_Multi(ST_GeomFromWKB(s.geometry, 4326)) AS geom FROM region_staging s
),
added AS (
    INSERT INTO regions_region (
        code, level, name_ko, name_en, name_en_generated, slug, census_code, valid_from, valid_to, geom, center, source_id
    )
    SELECT code, level, name_ko, name_en, name_en_generated, slug, census_code, valid_from, valid_to, geom,
           ST_PointOnSurface(geom), %(source)s::bigint
    FROM fresh f
    WHERE NOT EXISTS (
        SELECT FROM regions_region r WHERE r.code = f.code AND r.valid_from IS NOT DISTINCT FROM f.valid_from
    )
    ORDER BY level, code
    RETURNING id
),
updated AS (
    UPDATE regions_region r
    SET level = f.level, name_ko = f.name_ko, name_en = f.name_en, name_en_generated = f.name_en_generated,
        slug = f.slug, census_code = f.census_code, valid_to = f.valid_to, geom = f.geom,
        center = ST_PointOnSurface(f.geom), source_id = %(source)s::bigint
    FROM fresh f
    WHERE r.code = f.code AND r.valid_from IS NOT DISTINCT FROM f.valid_from
      AND (
          (r.level, r.name_ko, r.name_en, r.name_en_generated, r.slug, r.census_code, r.valid_to, r.source_id)
              IS DISTINCT FROM
          (f.level, f.name_ko, f.name_en, f.name_en_generated, f.slug, f.census_code, f.valid_to, %(source)s::bigint)
          OR ST_AsBinary(r.geom) <> ST_AsBinary(f.geom)
      )
    RETURNING r.id
),
closed AS (
    UPDATE regions_region r
    SET valid_to = GREATEST(r.valid_from, %(day)s::date - 1)
    WHERE r.source_id = %(source)s::bigint
      AND (r.valid_to IS NULL OR r.valid_to >= %(day)s::date)
      AND NOT EXISTS (
          SELECT FROM fresh f WHERE f.code = r.code AND f.valid_from IS NOT DISTINCT FROM r.valid_from
      )
    RETURNING r.id
)
SELECT id, 'added' FROM added
UNION ALL SELECT id, 'updated' FROM updated
UNION ALL SELECT id, 'closed' FROM closed
