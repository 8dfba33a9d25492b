"""Pictures of other makers that an operator may put under the map, as raster sources of a MapLibre style."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

# Addresses, names and zooms as published: operations.osmfoundation.org/policies/tiles, www.vworld.kr/dev.
BACKGROUNDS: dict[str, dict[str, Any]] = {
    "osm": {
        "tiles": ["https://tile.openstreetmap.org/{z}/{x}/{y}.png"],
        "attribution": "© OpenStreetMap contributors",
        "maxzoom": 19,
    },
    # Mind the order: row before column.
    "vworld": {
        "tiles": ["https://api.vworld.kr/req/wmts/1.0.0/{key}/Base/{z}/{y}/{x}.png"],
        "attribution": "브이월드(국토교통부)",
        "minzoom": 6,
        "maxzoom": 19,
    },
}


def background(name: str, *, url: str = "", vworld_key: str = "") -> dict[str, Any] | None:
    """The raster source of this name, None for the empty one; `url` is another server that has the same pictures."""
    if not name:
        return None
    if name not in BACKGROUNDS:
        raise ImproperlyConfigured(f"GEOPORTAL_MAP_BACKGROUND is {name}, not one of: {', '.join(BACKGROUNDS)}")
    if name == "vworld" and not (vworld_key or url):
        raise ImproperlyConfigured("GEOPORTAL_MAP_BACKGROUND=vworld needs GEOPORTAL_KEY_VWORLD.")
    found = BACKGROUNDS[name]
    tiles = [url] if url else [address.replace("{key}", vworld_key) for address in found["tiles"]]
    return {"type": "raster", "tileSize": 256, **found, "tiles": tiles}


def host(source: dict[str, Any]) -> str:
    """The origin that serves the pictures, as a content security policy names it."""
    parts = urlsplit(source["tiles"][0])
    return f"{parts.scheme}://{parts.netloc}"
