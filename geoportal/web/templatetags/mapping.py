"""What the maps on a page need, and the ways out to other map services."""

from __future__ import annotations

from urllib.parse import quote

from django import template
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


@register.simple_tag
def directions(place: Place | Event) -> list[tuple[str, str, bool]]:
    """Where to find the way: a name, an address, and whether that leaves the portal for another site."""
    lat, lon = f"{place.point.y:.6f}", f"{place.point.x:.6f}"
    name = quote(place.name_ko.replace(",", " ").replace("/", " "), safe="")
    search = quote(place.address_ko or place.name_ko, safe="")
    return [
        (_("KakaoMap"), f"https://map.kakao.com/link/to/{name},{lat},{lon}", True),
        (_("Naver Map"), f"https://map.naver.com/p/search/{search}", True),
        (_("Google Maps"), f"https://www.google.com/maps/dir/?api=1&destination={lat},{lon}", True),
        (_("Map app on this phone"), f"geo:{lat},{lon}?q={lat},{lon}({name})", False),
    ]


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
        "around": _("Searched from here"),
    }
