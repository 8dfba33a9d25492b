"""The map style: our own polygons and points, our own fonts, no outside server."""

from __future__ import annotations

from typing import Any

from geoportal.places.categories import BRANCH_OF, Branch
from geoportal.tiles.fonts import font_faces
from geoportal.tiles.layers import CENTER

FONT = ["Pretendard"]
INK, PAPER, WATER, LINE, FAINT = "#1f2733", "#f6f4ef", "#dfe8f0", "#8b97a8", "#c9cfd8"
BRANCH_COLORS: dict[Branch, str] = {
    Branch.HEALTH: "#c2362f",
    Branch.EDUCATION: "#1f6fb5",
    Branch.SUPPORT: "#7a3fa8",
    Branch.OFFICES: "#2f6b3a",
}


def style(language: str, base: str) -> dict[str, Any]:
    """A MapLibre style document; labels in `language`, addresses absolute from `base`."""
    return {
        "version": 8,
        "name": "geoportal",
        "center": list(CENTER[:2]),
        "zoom": CENTER[2],
        "font-faces": {"Pretendard": font_faces(base)},
        "sources": {
            "regions": {"type": "vector", "url": f"{base}/tiles/regions.json"},
            "places": {"type": "vector", "url": f"{base}/tiles/places.json"},
        },
        "layers": [*_ground(), *_places(language), *_labels(language)],
    }


def name_of(language: str) -> list[Any]:
    """The expression for a feature's name: romanized where there is one, unless the reader reads Korean."""
    korean = ["get", "name_ko"]
    if language == "ko":
        return korean
    return ["case", ["!=", ["coalesce", ["get", "name_en"], ""], ""], ["get", "name_en"], korean]


def category_color() -> list[Any]:
    """The expression for a place's colour, by the branch of its category."""
    pairs = [item for leaf, branch in BRANCH_OF.items() for item in (leaf.value, BRANCH_COLORS[branch])]
    return ["match", ["coalesce", ["get", "category"], ""], *pairs, INK]


def _line(name: str, level: str, *, color: str, width: float, min_zoom: int = 0) -> dict[str, Any]:
    return {
        "id": name,
        "type": "line",
        "source": "regions",
        "source-layer": "regions",
        "minzoom": min_zoom,
        "filter": ["==", ["get", "level"], level],
        "paint": {"line-color": color, "line-width": width},
    }


def _ground() -> list[dict[str, Any]]:
    return [
        {"id": "water", "type": "background", "paint": {"background-color": WATER}},
        {
            "id": "land",
            "type": "fill",
            "source": "regions",
            "source-layer": "regions",
            "filter": ["==", ["get", "level"], "sigun"],
            "paint": {"fill-color": PAPER},
        },
        _line("dong-line", "dong", color=FAINT, width=0.6, min_zoom=12),
        _line("gu-line", "gu", color=LINE, width=0.8, min_zoom=9),
        _line("sigun-line", "sigun", color=LINE, width=1.4),
    ]


def _places(language: str) -> list[dict[str, Any]]:
    halo = {"circle-stroke-color": "#ffffff", "circle-stroke-width": 1.5}
    return [
        {
            "id": "place-counts",
            "type": "circle",
            "source": "places",
            "source-layer": "place_counts",
            "maxzoom": 11,
            "paint": {
                "circle-color": "#31598c",
                "circle-opacity": 0.75,
                "circle-radius": ["interpolate", ["linear"], ["sqrt", ["get", "count"]], 1, 4, 10, 14, 40, 26],
                **halo,
            },
        },
        {
            "id": "place-count-labels",
            "type": "symbol",
            "source": "places",
            "source-layer": "place_counts",
            "maxzoom": 11,
            "filter": [">", ["get", "count"], 1],
            "layout": {"text-field": ["to-string", ["get", "count"]], "text-font": FONT, "text-size": 11},
            "paint": {"text-color": "#ffffff"},
        },
        {
            "id": "places",
            "type": "circle",
            "source": "places",
            "source-layer": "places",
            "minzoom": 11,
            "paint": {
                "circle-color": category_color(),
                "circle-radius": ["interpolate", ["linear"], ["zoom"], 11, 3, 14, 6, 17, 9],
                **halo,
            },
        },
        _text("place-names", "places", "places", language=language, size=12, min_zoom=15)
        | {"layout": {
            "text-field": name_of(language), "text-font": FONT, "text-size": 12,
            "text-offset": [0, 1.1], "text-anchor": "top", "text-optional": True,
        }},
    ]  # fmt: skip


def _text(
    name: str, source: str, layer: str, *, language: str, size: float, min_zoom: float = 0, max_zoom: float = 24
) -> dict[str, Any]:
    return {
        "id": name,
        "type": "symbol",
        "source": source,
        "source-layer": layer,
        "minzoom": min_zoom,
        "maxzoom": max_zoom,
        "layout": {"text-field": name_of(language), "text-font": FONT, "text-size": size},
        "paint": {"text-color": INK, "text-halo-color": "#ffffff", "text-halo-width": 1.4},
    }


def _labels(language: str) -> list[dict[str, Any]]:
    def labels(level: str, **kwargs: Any) -> dict[str, Any]:
        layer = _text(f"{level}-labels", "regions", "region_labels", language=language, **kwargs)
        return layer | {"filter": ["==", ["get", "level"], level]}

    return [
        labels("dong", size=11, min_zoom=12.5),
        labels("gu", size=12, min_zoom=9.5),
        labels("sigun", size=14, min_zoom=7.5, max_zoom=13),
    ]
