"""The places as the map shows them, kept with every change: points, cells of each zoom, and which tiles changed.

Triggers keep them, so that whatever writes a place, however many at once, the tiles that show it change with it, in
the same transaction. A place's spot is a number: its column and row in a grid of 2^26 cells a side over the web
Mercator square, their bits interleaved, so that every tile and every cell of every zoom is one range of spots.
"""

from django.db import migrations

from geoportal.places.categories import CATEGORY_IDS

CASES = " ".join(f"WHEN {number} THEN '{category.value}'" for category, number in CATEGORY_IDS.items())
TABLES = """
CREATE TABLE tiles_point (id bigint PRIMARY KEY, spot bigint NOT NULL, x int NOT NULL, y int NOT NULL,
    category text NOT NULL);
CREATE INDEX tiles_point_spot ON tiles_point (spot) INCLUDE (id, x, y, category);
-- Level n has 2^n cells a side; `id` is the place when it is alone, `counts` (to level 15) how many of each category.
CREATE TABLE tiles_cell (level smallint, spot bigint, count int NOT NULL, category text NOT NULL, id bigint,
    x int NOT NULL, y int NOT NULL, counts jsonb, PRIMARY KEY (level, spot));
-- The last change that touched a tile of places; a tile without a row was never touched.
CREATE TABLE tiles_version (z smallint, x int, y int, version bigint NOT NULL, PRIMARY KEY (z, x, y));
-- The last change of what a whole layer is drawn from, each part written by another kind of load.
CREATE TABLE tiles_layer (layer text, part text, version bigint NOT NULL, PRIMARY KEY (layer, part));
-- The newest changes. Which ids are there tells whether anything changed: one appears when its transaction ends.
CREATE TABLE tiles_change (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, part text NOT NULL);
-- Drawn tiles that the worker processes share; lost in a crash, which costs drawing them again.
CREATE UNLOGGED TABLE tiles_drawn (layer text, z smallint, x int, y int, version text NOT NULL, etag text NOT NULL,
    body bytea NOT NULL, PRIMARY KEY (layer, z, x, y));
ALTER TABLE tiles_drawn ALTER body SET STORAGE EXTERNAL;
-- Outlines for a zoom and those above it, in web Mercator; neighbours keep their common edges.
CREATE TABLE tiles_shape (region_id bigint, zoom smallint, geom geometry(MultiPolygon, 3857) NOT NULL,
    PRIMARY KEY (region_id, zoom));
ALTER TABLE tiles_shape ALTER geom SET STORAGE EXTERNAL;
"""
NUMBERS = f"""
CREATE FUNCTION tiles_category(category_id int) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT CASE category_id {CASES} ELSE 'category_' || category_id::text END $$;
-- Put a zero bit before each bit.
CREATE FUNCTION tiles_spread(v bigint) RETURNS bigint LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
    v := (v | (v << 16)) & {0x0000FFFF0000FFFF};
    v := (v | (v << 8)) & {0x00FF00FF00FF00FF};
    v := (v | (v << 4)) & {0x0F0F0F0F0F0F0F0F};
    v := (v | (v << 2)) & {0x3333333333333333};
    RETURN (v | (v << 1)) & {0x5555555555555555};
END $$;
-- Keep every other bit, from the lowest.
CREATE FUNCTION tiles_squeeze(v bigint) RETURNS int LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
    v := v & {0x5555555555555555};
    v := (v | (v >> 1)) & {0x3333333333333333};
    v := (v | (v >> 2)) & {0x0F0F0F0F0F0F0F0F};
    v := (v | (v >> 4)) & {0x00FF00FF00FF00FF};
    v := (v | (v >> 8)) & {0x0000FFFF0000FFFF};
    RETURN (v | (v >> 16)) & {0xFFFFFFFF};
END $$;
-- Column (of x) or row (of -y) in the grid of 2^26 cells a side.
CREATE FUNCTION tiles_column(metres float8) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT least(greatest(floor((metres + 20037508.342789244) / 40075016.685578488 * 67108864), 0), 67108863)::int $$;
"""
RECOUNT = """
-- Count the cells anew that hold these spots: the finer levels from points, the coarser from the level below each.
CREATE FUNCTION tiles_recount(spots bigint[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    lvl int;
    bits int;
    cells bigint[];
BEGIN
    FOREACH lvl IN ARRAY ARRAY[20, 19, 18, 15] LOOP
        bits := 2 * (26 - lvl);
        SELECT array_agg(DISTINCT spot >> bits) INTO cells FROM unnest(spots) spot;
        DELETE FROM tiles_cell c USING unnest(cells) cell WHERE c.level = lvl AND c.spot = cell;
        INSERT INTO tiles_cell (level, spot, count, category, id, x, y, counts)
        SELECT lvl, cell, sum(n), (array_agg(category ORDER BY n DESC, category))[1], CASE WHEN sum(n) = 1 THEN min(id) END,
               sum(xs) / sum(n), sum(ys) / sum(n), CASE WHEN lvl <= 15 THEN jsonb_object_agg(category, n) END
        FROM (
            SELECT cell, p.category, count(*) AS n, min(p.id) AS id, sum(p.x::bigint) AS xs, sum(p.y::bigint) AS ys
            FROM unnest(cells) cell
            JOIN tiles_point p ON p.spot >= cell << bits AND p.spot < (cell + 1) << bits
            GROUP BY cell, p.category
        ) one
        GROUP BY cell
        ORDER BY cell;
    END LOOP;
    FOR lvl IN REVERSE 14..5 LOOP
        SELECT array_agg(DISTINCT cell >> 2) INTO cells FROM unnest(cells) cell;
        DELETE FROM tiles_cell c USING unnest(cells) cell WHERE c.level = lvl AND c.spot = cell;
        INSERT INTO tiles_cell (level, spot, count, category, id, x, y, counts)
        SELECT lvl, whole.cell, whole.n, (SELECT key FROM jsonb_each_text(parts.counts) ORDER BY value::int DESC, key LIMIT 1),
               CASE WHEN whole.n = 1 THEN whole.id END, whole.x, whole.y, parts.counts
        FROM (
            SELECT cell, sum(c.count) AS n, min(c.id) AS id, sum(c.x::bigint * c.count) / sum(c.count) AS x,
                   sum(c.y::bigint * c.count) / sum(c.count) AS y
            FROM unnest(cells) cell
            JOIN tiles_cell c ON c.level = lvl + 1 AND c.spot >= cell << 2 AND c.spot < (cell + 1) << 2
            GROUP BY cell
        ) whole
        CROSS JOIN LATERAL (
            SELECT jsonb_object_agg(key, n) AS counts
            FROM (
                SELECT e.key, sum(e.value::int) AS n
                FROM tiles_cell c CROSS JOIN jsonb_each_text(c.counts) e
                WHERE c.level = lvl + 1 AND c.spot >= whole.cell << 2 AND c.spot < (whole.cell + 1) << 2
                GROUP BY e.key
            ) one
        ) parts
        ORDER BY whole.cell;
    END LOOP;
END $$;
"""
TOUCH = """
-- Write down that something changed; the number of the change. Old ones go, unless another transaction removes them.
CREATE FUNCTION tiles_note(part text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    noted bigint;
BEGIN
    INSERT INTO tiles_change (part) VALUES (part) RETURNING id INTO noted;
    DELETE FROM tiles_change WHERE id IN (
        SELECT id FROM tiles_change WHERE id < noted - 32 ORDER BY id LIMIT 64 FOR UPDATE SKIP LOCKED);
    RETURN noted;
END $$;
-- The tiles of zoom 0 to 15 that show these spots have changed; those of 15 show a margin of 1/64 around them, too.
CREATE FUNCTION tiles_touch(spots bigint[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    noted bigint := tiles_note('places');
BEGIN
    WITH fine AS (
        SELECT tiles_squeeze(cell) AS x, tiles_squeeze(cell >> 1) AS y
        FROM (SELECT DISTINCT spot >> 10 AS cell FROM unnest(spots) spot) cells
    ),
    tiles AS (
        SELECT DISTINCT 15 AS z, (x + dx) >> 6 AS x, (y + dy) >> 6 AS y
        FROM fine, generate_series(-1, 1) dx, generate_series(-1, 1) dy
        WHERE (x & 63) IN (0, 63) OR (y & 63) IN (0, 63) OR (dx = 0 AND dy = 0)
    ),
    lower AS (SELECT DISTINCT x >> 7 AS x, y >> 7 AS y FROM fine)
    INSERT INTO tiles_version (z, x, y, version)
    SELECT z, x, y, noted FROM tiles
    UNION
    SELECT z, x >> (14 - z), y >> (14 - z), noted FROM lower, generate_series(0, 14) z
    ORDER BY 1, 2, 3
    ON CONFLICT (z, x, y) DO UPDATE SET version = excluded.version;
END $$;
-- Something that a whole layer is drawn from has changed.
CREATE FUNCTION tiles_touch_layer(changed text, by_part text) RETURNS void LANGUAGE sql AS $$
    INSERT INTO tiles_layer (layer, part, version) VALUES (changed, by_part, tiles_note(by_part))
    ON CONFLICT (layer, part) DO UPDATE SET version = excluded.version
$$;
"""
TAKE = """
-- Bring the points, cells and tiles up to date with these places. Whoever changes places does so one after the other.
CREATE FUNCTION tiles_take(ids bigint[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    was bigint[];
    are bigint[];
BEGIN
    IF ids IS NULL THEN RETURN; END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('merge:places', 0));
    WITH gone AS (DELETE FROM tiles_point p USING unnest(ids) one WHERE p.id = one RETURNING p.spot)
    SELECT array_agg(spot) INTO was FROM gone;
    WITH came AS (
        INSERT INTO tiles_point (id, spot, x, y, category)
        SELECT id, tiles_spread(x) | (tiles_spread(y) << 1) AS spot, x, y, tiles_category(category_id)
        FROM (
            SELECT p.id, p.category_id, tiles_column(ST_X(p.point_3857)) AS x, tiles_column(-ST_Y(p.point_3857)) AS y
            FROM unnest(ids) one JOIN places_place p ON p.id = one
            WHERE p.retired_at IS NULL AND p.same_as_id IS NULL AND p.position <> 'unit'
        ) shown
        ORDER BY spot
        RETURNING spot
    )
    SELECT array_agg(spot) INTO are FROM came;
    are := (SELECT array_agg(DISTINCT spot) FROM unnest(was || are) spot);
    IF are IS NULL THEN RETURN; END IF;
    PERFORM tiles_recount(are);
    PERFORM tiles_touch(are);
    IF EXISTS (SELECT FROM unnest(ids) one JOIN places_servicearea a ON a.place_id = one) THEN
        PERFORM tiles_touch_layer('areas', 'places');
    END IF;
END $$;
CREATE FUNCTION tiles_places_inserted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM tiles_take((SELECT array_agg(id) FROM after
        WHERE retired_at IS NULL AND same_as_id IS NULL AND position <> 'unit'));
    RETURN NULL;
END $$;
CREATE FUNCTION tiles_places_updated() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM tiles_take((
        SELECT array_agg(id)
        FROM (
            SELECT b.id, b.retired_at IS NULL AND b.same_as_id IS NULL AND b.position <> 'unit' AS was_shown,
                   a.retired_at IS NULL AND a.same_as_id IS NULL AND a.position <> 'unit' AS is_shown,
                   (b.point_3857, b.category_id, b.name_ko, b.name_en, b.source_id)
                       IS DISTINCT FROM (a.point_3857, a.category_id, a.name_ko, a.name_en, a.source_id) AS differs
            FROM before b JOIN after a USING (id)
        ) changed
        WHERE was_shown <> is_shown OR (is_shown AND differs)));
    RETURN NULL;
END $$;
CREATE FUNCTION tiles_places_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM tiles_take((SELECT array_agg(id) FROM before
        WHERE retired_at IS NULL AND same_as_id IS NULL AND position <> 'unit'));
    RETURN NULL;
END $$;
CREATE FUNCTION tiles_places_emptied() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    noted bigint := tiles_note('places');
BEGIN
    DELETE FROM tiles_point;
    DELETE FROM tiles_cell;
    UPDATE tiles_version SET version = noted;
    RETURN NULL;
END $$;
"""
TRIGGERS = """
CREATE TRIGGER tiles_inserted AFTER INSERT ON places_place REFERENCING NEW TABLE AS after
    FOR EACH STATEMENT EXECUTE FUNCTION tiles_places_inserted();
CREATE TRIGGER tiles_updated AFTER UPDATE ON places_place REFERENCING OLD TABLE AS before NEW TABLE AS after
    FOR EACH STATEMENT EXECUTE FUNCTION tiles_places_updated();
CREATE TRIGGER tiles_deleted AFTER DELETE ON places_place REFERENCING OLD TABLE AS before
    FOR EACH STATEMENT EXECUTE FUNCTION tiles_places_deleted();
CREATE TRIGGER tiles_emptied AFTER TRUNCATE ON places_place
    FOR EACH STATEMENT EXECUTE FUNCTION tiles_places_emptied();
"""
LAYERS = """
-- Arguments: the layers that are drawn from the table.
CREATE FUNCTION tiles_layer_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    layer text;
BEGIN
    FOREACH layer IN ARRAY TG_ARGV LOOP
        PERFORM tiles_touch_layer(layer, TG_TABLE_NAME);
    END LOOP;
    RETURN NULL;
END $$;
CREATE TRIGGER tiles_events AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON events_event
    FOR EACH STATEMENT EXECUTE FUNCTION tiles_layer_changed('events');
CREATE TRIGGER tiles_areas AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON places_servicearea
    FOR EACH STATEMENT EXECUTE FUNCTION tiles_layer_changed('areas');
CREATE TRIGGER tiles_residents AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON regions_foreignresidents
    FOR EACH STATEMENT EXECUTE FUNCTION tiles_layer_changed('density');
CREATE TRIGGER tiles_regions AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON regions_region
    FOR EACH STATEMENT EXECUTE FUNCTION tiles_layer_changed('regions', 'density', 'areas');
CREATE TRIGGER tiles_shapes AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON tiles_shape
    FOR EACH STATEMENT EXECUTE FUNCTION tiles_layer_changed('regions', 'density', 'areas');
-- An outline that changed has no generalized ones until they are made anew.
CREATE FUNCTION tiles_region_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM tiles_shape WHERE region_id = OLD.id;
    RETURN NULL;
END $$;
CREATE TRIGGER tiles_outline_changed AFTER UPDATE ON regions_region
    FOR EACH ROW WHEN (OLD.geom IS DISTINCT FROM NEW.geom) EXECUTE FUNCTION tiles_region_changed();
CREATE TRIGGER tiles_outline_deleted AFTER DELETE ON regions_region
    FOR EACH ROW EXECUTE FUNCTION tiles_region_changed();
"""
FILL = "SELECT tiles_take((SELECT array_agg(id) FROM places_place))"
DROP = """
DROP FUNCTION tiles_places_inserted, tiles_places_updated, tiles_places_deleted, tiles_places_emptied,
    tiles_layer_changed, tiles_region_changed CASCADE;
DROP FUNCTION tiles_take, tiles_touch, tiles_touch_layer, tiles_note, tiles_recount, tiles_column, tiles_squeeze,
    tiles_spread, tiles_category;
DROP TABLE tiles_shape, tiles_drawn, tiles_change, tiles_layer, tiles_version, tiles_cell, tiles_point;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("places", "0010_finer_positions"),
        ("events", "0002_twins"),
        ("regions", "0003_cells"),
    ]
    operations = [
        migrations.RunSQL("\n".join((TABLES, NUMBERS, RECOUNT, TOUCH, TAKE, TRIGGERS, LAYERS, FILL)), DROP),
    ]
