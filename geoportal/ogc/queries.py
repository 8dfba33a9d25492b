"""Features as GeoJSON text, drawn by PostGIS; and what a collection holds as a whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import OperationalError, connection, transaction
from django.utils.translation import gettext as _
from psycopg.errors import QueryCanceled

from geoportal.core.errors import Unavailable
from geoportal.core.languages import current_code
from geoportal.core.sql import statement
from geoportal.ogc.collections import COLLECTIONS, Collection
from geoportal.ogc.conditions import Conditions
from geoportal.ogc.crs import Crs
from geoportal.provenance.models import Source, data_version

FEATURE = ('\'{"type":"Feature","id":\' || to_json(f.feature_id)::text || \',"geometry":\' || coalesce(', ", 'null')"
           " || ',\"properties\":' || f.properties::text || '}'")  # fmt: skip
SUMMARY = (
    "SELECT ST_XMin(e.box), ST_YMin(e.box), ST_XMax(e.box), ST_YMax(e.box), e.first_day, e.last_day, e.sources FROM ("
    " SELECT ST_Extent(f.geom) AS box,"
    " CASE WHEN bool_and(f.first_day IS NOT NULL) THEN min(f.first_day) END AS first_day,"
    " CASE WHEN bool_and(f.last_day IS NOT NULL) THEN max(f.last_day) END AS last_day,"
    " array_agg(DISTINCT f.source_id) AS sources FROM ("
)


class Feature(NamedTuple):
    """The key that pages are made by, and the GeoJSON feature as text."""

    key: int
    text: str


@dataclass(frozen=True, slots=True)
class Whole:
    """What a collection holds: bounds in degrees (None when empty), first and last day (None is open), sources."""

    bounds: tuple[float, float, float, float] | None
    first_day: date | None
    last_day: date | None
    sources: Sequence[Source]

    @property
    def is_sample(self) -> bool:
        """Whether any of it is made up."""
        return any(source.is_sample for source in self.sources)


def page(conditions: Conditions, *, crs: Crs, after: int, limit: int, base: str) -> list[Feature]:
    """Features that fit, in the order of their keys, from the one after `after` on."""
    collection = conditions.collection
    where = " AND ".join(["f.key > %(after)s::bigint", *conditions.pieces])
    text = " ".join(
        [
            *_features(collection, crs), "WHERE", where, "ORDER BY f.key LIMIT %(limit)s::int",
        ]
    )  # fmt: skip
    params = {"after": after, "limit": limit, **conditions.params}
    return [Feature(*row) for row in _run(text, _params(collection, base) | params)]


def one(collection: Collection, feature_id: str, *, crs: Crs, base: str) -> Feature | None:
    """The feature with this id."""
    wanted: int | str = feature_id.replace("\0", "")
    where = "f.feature_id = %(wanted)s::text"
    if collection.id_is_key:
        if not (feature_id.isascii() and feature_id.isdigit()) or len(feature_id) > 18:
            return None
        where, wanted = "f.key = %(wanted)s::bigint", int(feature_id)
    text = " ".join([*_features(collection, crs), "WHERE", where, "LIMIT 1"])
    found = _run(text, _params(collection, base) | {"wanted": wanted})
    return Feature(*found[0]) if found else None


def count(conditions: Conditions, *, base: str) -> int:
    """How many features fit."""
    collection = conditions.collection
    where = " AND ".join(["true", *conditions.pieces])
    text = " ".join(["SELECT count(*) FROM (", statement(collection.statement), ") f WHERE", where])
    return int(_run(text, _params(collection, base) | conditions.params)[0][0])


def whole(collection: Collection) -> Whole:
    """What the collection holds, read once after each load."""
    version = data_version()
    return _whole_of_version(collection.id, version) if version else _read_whole(collection)


@lru_cache(maxsize=2 * len(COLLECTIONS))
def _whole_of_version(name: str, version: int) -> Whole:
    return _read_whole(COLLECTIONS[name])


def _read_whole(collection: Collection) -> Whole:
    text = " ".join([SUMMARY, statement(collection.statement), ") f) e"])
    west, south, east, north, first, last, sources = _run(text, _params(collection, ""))[0]
    found = Source.objects.filter(pk__in=[pk for pk in sources or () if pk]).order_by("is_sample", "rank", "name")
    bounds = None if west is None else (west, south, east, north)
    return Whole(bounds, first, last, list(found))


def _features(collection: Collection, crs: Crs) -> tuple[str, ...]:
    """The beginning of every statement that gives features."""
    geometry = crs.geojson_polygons if collection.has_areas else crs.geojson
    return ("SELECT f.key,", FEATURE[0], geometry, FEATURE[1], "FROM (", statement(collection.statement), ") f")


def _params(collection: Collection, base: str) -> dict[str, Any]:
    return {"korean": current_code() == "ko", "base": base, **collection.params}


def _run(text: str, params: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """All rows. The statement is planned for its values: the best way to a small box is not that to a large one."""
    used = {name: value for name, value in params.items() if f"%({name})s" in text}
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL plan_cache_mode = force_custom_plan")
            cursor.execute(text, used)
            found: list[tuple[Any, ...]] = cursor.fetchall()
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            raise Unavailable(_("This takes too long. Ask for a smaller box or fewer features.")) from None
        raise
    return found
