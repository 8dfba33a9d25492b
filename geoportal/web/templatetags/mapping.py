"""What the maps on a page need, and the ways out to other map services."""

from __future__ import annotations

from urllib.parse import quote

from django import template
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from geoportal.events.models import Event
from geoportal.places.categories import BRANCH_OF
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
    lat, lon = f"{place.point.y:.6f}", f"{place.point.x:.6f}"
    name = quote(place.name_ko.replace(",", " ").replace("/", " "), safe="")
    search = quote(place.address_ko or place.name_ko, safe="")
    return [
        (_("KakaoMap"), f"https://map.kakao.com/link/to/{name},{lat},{lon}", True),
        (_("Naver Map"), f"https://map.naver.com/p/search/{search}", True),
        (_("Naver Map app on this phone"), _naver_app(lat, lon, name=name, caller=_caller(context)), False),
        (_("Google Maps"), f"https://www.google.com/maps/dir/?api=1&destination={lat},{lon}", True),
        (_("Map app on this phone"), f"geo:{lat},{lon}?q={lat},{lon}({name})", False),
    ]


def _naver_app(lat: str, lon: str, *, name: str, caller: str) -> str:
    """Naver's documented scheme for public transport to a point; from where, the app finds out by itself."""
    return f"nmap://route/public?dlat={lat}&dlng={lon}&dname={name}&appname={caller}"


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
        "language": get_language() or "ko",
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
