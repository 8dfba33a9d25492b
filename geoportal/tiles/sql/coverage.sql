-- How long do people walk to the nearest facility from each square that this tile shows, by each coverage run?
-- Column: one Mapbox vector tile with the layer `coverage`: the run's category and language, minutes at the usual speed (none
-- where nothing is within an hour), the square's side, whether distances are straight lines, whether a facility is a sample.
-- Squares are 250 m from zoom 11, twice that a zoom below, with the median of those in them; who lives there is not told.
WITH bounds AS (
    SELECT ST_TileEnvelope(%(z)s::int, %(x)s::int, %(y)s::int) AS tile, 250 << greatest(0, 11 - %(z)s::int) AS side,
           ST_Transform(ST_TileEnvelope(%(z)s::int, %(x)s::int, %(y)s::int, margin => 64.0 / 4096), 5179) AS wanted
),
squares AS (
    SELECT c.run_id, floor(c.x::float8 / side)::int * side AS x, floor(c.y::float8 / side)::int * side AS y,
           percentile_disc(0.5) WITHIN GROUP (ORDER BY coalesce(c.minutes, 'infinity')) AS minutes
    FROM coverage_coveragecell c, bounds
    WHERE c.x BETWEEN ST_XMin(wanted)::int - side AND ST_XMax(wanted)::int + side
      AND c.y BETWEEN ST_YMin(wanted)::int - side AND ST_YMax(wanted)::int + side
    GROUP BY 1, 2, 3
)
SELECT coalesce(ST_AsMVT(t, 'coverage', 4096, 'geom'), '')
FROM (
    SELECT r.category, nullif(r.language, '') AS language,
           CASE WHEN s.minutes < 'infinity' THEN round(s.minutes::numeric, 1)::float8 END AS minutes,
           side AS cell_m, nullif(r.network = '', false) AS straight, nullif(r.is_sample, false) AS is_sample,
           ST_AsMVTGeom(ST_Transform(ST_MakeEnvelope(s.x, s.y, s.x + side, s.y + side, 5179), 3857), tile, 4096, 64, true) AS geom
    FROM squares s
    JOIN coverage_coveragerun r ON r.id = s.run_id
    CROSS JOIN bounds
    ORDER BY r.id, s.y, s.x
) t
WHERE geom IS NOT NULL
