"""The map of a sheet: the region and what lies around it from our own polygons, and its places as numbered dots."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.gis.db.models import GeometryField
from django.contrib.gis.db.models.functions import AsSVG, Transform
from django.contrib.gis.geos import MultiPoint, Polygon
from django.db.models import Func, QuerySet, Value

from geoportal.core import geo
from geoportal.places.categories import Branch
from geoportal.regions.categories import Level
from geoportal.regions.models import Region
from geoportal.regions.queries import today
from geoportal.web.templatetags.mapping import main_bounds

# Units of the drawing, so that a dot is as large on every map; the sheet gives them 190 mm x 80 mm.
WIDTH, HEIGHT = 1000, 420
MARGIN = 40
DETAIL = 900
RADIUS = 11
COLOURS = {Branch.HEALTH: "#c2362f", Branch.SUPPORT: "#7a3fa8", Branch.OFFICES: "#2f6b3a"}


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a row of the sheet is, in WGS84."""

    number: int
    branch: Branch
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Dot:
    """A numbered dot, in the drawing's units."""

    x: float
    y: float
    number: int
    colour: str


@dataclass(frozen=True, slots=True)
class Name:
    """A name written on the map."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """Outlines as paths of SVG in metres with the transform to the drawing's units, and dots and names in these."""

    transform: str
    stroke: float
    here: str
    around: list[str]
    within: list[str]
    dots: list[Dot]
    names: list[Name]
    bar_width: float
    bar_km: int


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle of metres drawn in WIDTH x HEIGHT units, north up."""

    west: float
    north: float
    scale: float

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Metres to units."""
        return round((x - self.west) * self.scale, 1), round((self.north - y) * self.scale, 1)

    def holds(self, x: float, y: float) -> bool:
        return RADIUS <= x <= WIDTH - RADIUS and RADIUS <= y <= HEIGHT - RADIUS


def drawing_of(region: Region, spots: Iterable[Spot]) -> Drawing:
    """The map of a region with those of the spots that lie in its frame."""
    frame = _frame(region)
    detail_m = (WIDTH / frame.scale) / DETAIL
    shown = _window(frame)
    regions = Region.objects.on(today())
    level = regions.of_level(Level.SIGUN).exclude(pk__in=(region.pk, region.parent_id))
    gus = regions.filter(parent=region).of_level(Level.GU)
    bar_km = next((km for km in (20, 10, 5, 2) if km * 1000 * frame.scale <= WIDTH / 4), 1)
    return Drawing(
        transform=f"scale({frame.scale:.6f}) translate({-frame.west:.0f} {frame.north:.0f})",
        stroke=round(2 / frame.scale, 1),
        here="".join(_paths(regions.filter(pk=region.pk), detail_m)),
        around=_paths(level.filter(geom__intersects=shown), detail_m),
        within=_paths(gus, detail_m),
        dots=_dots(spots, frame),
        names=[Name(*frame.at(*_metres(gu.center.x, gu.center.y)), gu.name) for gu in gus.defer("geom")],
        bar_width=round(bar_km * 1000 * frame.scale, 1),
        bar_km=bar_km,
    )


def _frame(region: Region) -> Frame:
    west, south, east, north = Polygon.from_bbox(main_bounds(region)).extent
    box = MultiPoint(
        *(geo.point(lat, lon) for lat in (south, north) for lon in (west, east)), srid=geo.WGS84
    ).transform(geo.transform(geo.WGS84, geo.METRIC), clone=True)
    left, bottom, right, top = box.extent
    scale = min((WIDTH - 2 * MARGIN) / (right - left), (HEIGHT - 2 * MARGIN) / (top - bottom))
    return Frame(
        west=(left + right) / 2 - WIDTH / 2 / scale, north=(top + bottom) / 2 + HEIGHT / 2 / scale, scale=scale
    )


def _window(frame: Frame) -> Polygon:
    east, south = frame.west + WIDTH / frame.scale, frame.north - HEIGHT / frame.scale
    shown = Polygon.from_bbox((frame.west, south, east, frame.north))
    shown.srid = geo.METRIC
    shown.transform(geo.transform(geo.METRIC, geo.WGS84))
    return shown


def _paths(regions: QuerySet[Region], detail_m: float) -> list[str]:
    simple = Func(
        Transform("geom", geo.METRIC),
        Value(detail_m),
        function="ST_SimplifyPreserveTopology",
        output_field=GeometryField(srid=geo.METRIC),
    )
    drawn = regions.annotate(path=AsSVG(simple, precision=0)).values_list("path", flat=True)
    return list(drawn)


def _metres(lon: float, lat: float) -> tuple[float, float]:
    moved = geo.point(lat, lon)
    moved.transform(geo.transform(geo.WGS84, geo.METRIC))
    return moved.x, moved.y


def _dots(spots: Iterable[Spot], frame: Frame) -> list[Dot]:
    found = [(spot, *frame.at(*_metres(spot.lon, spot.lat))) for spot in spots]
    return [Dot(x, y, spot.number, COLOURS[spot.branch]) for spot, x, y in found if frame.holds(x, y)]
