"""What the maps on a page need, and the ways out to other map services."""

from __future__ import annotations

from urllib.parse import quote

from django import template
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.utils.translation import gettext as _

from geoportal.core.languages import current_code
from geoportal.events.models import Event
from geoportal.places.categories import BRANCH_OF, Position
from geoportal.places.forms import Where
from geoportal.places.models import Place
from geoportal.regions.models import Region

register = template.Library()
# Islands smaller than this share of the largest piece do not widen the map.
LEAST_PIECE = 0.05


@register.filter
def is_position(where: Where | None) -> bool:
    """Whether a search starts from a person's position and not from a region."""
    return isinstance(where, Where) and where.region is None


@register.filter
def position_of(where: Where) -> dict[str, float]:
    """The coarse point of a search, for the map."""
    return {"lat": where.point.y, "lon": where.point.x}


@register.filter
def point_of(place: Place | Event) -> dict[str, object]:
    """What the map of one place or event draws."""
    return {"lat": place.point.y, "lon": place.point.x, "name": place.name, "kind": _branch(place)}


def _branch(place: Place | Event) -> str:
    return BRANCH_OF[place.category].value if isinstance(place, Place) else "event"


@register.simple_tag(takes_context=True)
def directions(context: template.Context, place: Place | Event) -> list[tuple[str, str, bool]]:
    """Where to find the way: a name, an address, and whether that leaves the portal for another site."""
    search, caller = quote(place.address_ko or place.name_ko, safe=""), _caller(context)
    rough = isinstance(place, Place) and Position(place.position).is_rough
    kakao, naver_app, google, app = _by_words(search) if rough else _to_point(place)
    return [
        (_("KakaoMap"), f"https://map.kakao.com/link/{kakao}", True),
        (_("Naver Map"), f"https://map.naver.com/p/search/{search}", True),
        (_("Naver Map app on this phone"), f"nmap://{naver_app}&appname={caller}", False),
        (_("Google Maps"), f"https://www.google.com/maps/{google}", True),
        (_("Map app on this phone"), f"geo:{app}", False),
    ]


def _to_point(place: Place | Event) -> tuple[str, str, str, str]:
    """KakaoMap, Naver's app (public transport; from where, it finds out by itself), Google Maps, any app by `geo:`."""
    lat, lon = f"{place.point.y:.6f}", f"{place.point.x:.6f}"
    name = quote(place.name_ko.replace(",", " ").replace("/", " "), safe="")
    return (
        f"to/{name},{lat},{lon}",
        f"route/public?dlat={lat}&dlng={lon}&dname={name}",
        f"dir/?api=1&destination={lat},{lon}",
        f"{lat},{lon}?q={lat},{lon}({name})",
    )


def _by_words(search: str) -> tuple[str, str, str, str]:
    """The same, when we know no point of the place itself: the service looks its address up."""
    return f"search/{search}", f"search?query={search}", f"search/?api=1&query={search}", f"0,0?q={search}"


def _caller(context: template.Context) -> str:
    """The site's own address, which Naver's scheme demands of a web page."""
    request: HttpRequest | None = context.get("request")
    try:
        return quote(request.build_absolute_uri("/"), safe="") if request else "geoportal"
    except DisallowedHost:
        return "geoportal"


@register.filter
def main_bounds(region: Region) -> tuple[float, float, float, float]:
    """West, south, east, north of a region without its small far islands."""
    pieces = list(region.geom)
    largest = max(piece.area for piece in pieces)
    boxes = [piece.extent for piece in pieces if piece.area >= LEAST_PIECE * largest]
    west, south, east, north = zip(*boxes, strict=True)
    return min(west), min(south), max(east), max(north)


@register.simple_tag
def map_words() -> dict[str, str]:
    """The map's own words in the reader's language."""
    return {
        "language": current_code(),
        "title": _("Map"),
        "zoom_in": _("Zoom in"),
        "zoom_out": _("Zoom out"),
        "attribution": _("Sources of the map"),
        "close": _("Close"),
        "open": _("Open page"),
        "sample": _("Sample"),
        "gestures": _("Use two fingers to move the map"),
        "scroll_windows": _("Use Ctrl and scroll to zoom the map"),
        "scroll_mac": _("Use ⌘ and scroll to zoom the map"),
        "no_webgl": _("This browser cannot draw the map. The list shows the same places."),
        "show": _("Show the map"),
        "loading": _("The map is loading…"),
        "around": _("Searched from here"),
    }
