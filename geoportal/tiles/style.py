"""The map style: our own polygons and points, our own fonts, no outside server."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from geoportal.places.categories import BRANCH_OF
from geoportal.regions.names import fixed_names
from geoportal.tiles.attribution import attribution
from geoportal.tiles.fonts import font_faces
from geoportal.tiles.layers import BOUNDS, CENTER, MAP, PLACES, REGIONS
from geoportal.tiles.themes import Palette

FONT = ["Pretendard"]
RASTER = "background"
SHOWN = (REGIONS, PLACES)
# What makes a night of pictures that were drawn for the day; what lies over them has the theme's own colours.
INVERTED = {"raster-brightness-min": 0.9, "raster-brightness-max": 0.1, "raster-hue-rotate": 180}
# From so many on, the dot that stands for several places has room for their number.
LEAST_SPELT = 25


def style(language: str, base: str, palette: Palette) -> dict[str, Any]:
    """A MapLibre style document; labels in `language`, addresses absolute from `base`.

    Where the operator named a background, its pictures lie under our lines instead of our polygons.
    """
    background = settings.MAP_BACKGROUND
    ground = _pictures(palette) if background else _ground(palette)
    return {
        "version": 8,
        "name": f"geoportal {palette.name}",
        "center": list(CENTER[:2]),
        "zoom": CENTER[2],
        "font-faces": {"Pretendard": font_faces(base, language)},
        "sources": _sources(base) | ({RASTER: background} if background else {}),
        "layers": [*ground, *_lines(palette), *_places(language, palette), *_labels(language, palette)],
    }


def _sources(base: str) -> dict[str, Any]:
    """The layers' tiles; where `maps tiles build` has written a file of both, its tiles for either."""
    if not settings.TILES_FILE:
        return {
            layer.name: {"type": "vector", "url": f"{base}/tiles/{layer.name}.json", "attribution": attribution(layer)}
            for layer in SHOWN
        }
    tiles = [f"{base}/tiles/{MAP.name}/{{z}}/{{x}}/{{y}}.mvt"]
    common = {"type": "vector", "tiles": tiles, "bounds": list(BOUNDS)}
    return {layer.name: {**common, "maxzoom": layer.max_zoom, "attribution": attribution(layer)} for layer in SHOWN}


def name_of(language: str) -> list[Any]:
    """The expression for a feature's name: the one fixed in the reader's language, else romanized where there is one,
    unless the reader reads Korean."""
    korean = ["get", "name_ko"]
    if language == "ko":
        return korean
    latin = ["case", ["!=", ["coalesce", ["get", "name_en"], ""], ""], ["get", "name_en"], korean]
    fixed = [item for pair in fixed_names(language).items() for item in pair]
    return ["match", ["coalesce", korean, ""], *fixed, latin] if fixed else latin


def category_color(palette: Palette) -> list[Any]:
    """The expression for a place's colour, by the branch of its category."""
    pairs = [item for leaf, branch in BRANCH_OF.items() for item in (leaf.value, palette.branches[branch])]
    return ["match", ["coalesce", ["get", "category"], ""], *pairs, palette.ink]


def _line(name: str, level: str, *, color: str, width: float, min_zoom: int = 0) -> dict[str, Any]:
    return {
        "id": name,
        "type": "line",
        "source": REGIONS.name,
        "source-layer": "regions",
        "minzoom": min_zoom,
        "filter": ["==", ["get", "level"], level],
        "paint": {"line-color": color, "line-width": width},
    }


def _ground(palette: Palette) -> list[dict[str, Any]]:
    return [
        {"id": "water", "type": "background", "paint": {"background-color": palette.water}},
        {
            "id": "land",
            "type": "fill",
            "source": REGIONS.name,
            "source-layer": "regions",
            "filter": ["==", ["get", "level"], "sigun"],
            "paint": {"fill-color": palette.paper},
        },
    ]


def _pictures(palette: Palette) -> list[dict[str, Any]]:
    return [{"id": RASTER, "type": "raster", "source": RASTER, "paint": INVERTED if palette.is_dark else {}}]


def _lines(palette: Palette) -> list[dict[str, Any]]:
    wide = palette.stroke
    return [
        _line("dong-line", "dong", color=palette.faint, width=0.6 * wide, min_zoom=12),
        _line("gu-line", "gu", color=palette.line, width=0.8 * wide, min_zoom=9),
        _line("sigun-line", "sigun", color=palette.line, width=1.4 * wide),
    ]


def _places(language: str, palette: Palette) -> list[dict[str, Any]]:
    halo = {"circle-stroke-color": palette.halo, "circle-stroke-width": 1.5}
    count = ["coalesce", ["get", "count"], 1]
    names = _text("place-names", PLACES.name, "places", language=language, palette=palette, size=12, min_zoom=15)
    names["layout"] |= {"text-offset": [0, 1.1], "text-anchor": "top", "text-optional": True}
    return [
        {
            "id": "place-counts",
            "type": "circle",
            "source": PLACES.name,
            "source-layer": "place_counts",
            "maxzoom": 11,
            "paint": {
                "circle-color": palette.group,
                "circle-opacity": 0.75,
                "circle-radius": ["interpolate", ["linear"], ["sqrt", count], 1, 4, 10, 14, 40, 26],
                **halo,
            },
        },
        _count_text(palette),
        {
            "id": "places",
            "type": "circle",
            "source": PLACES.name,
            "source-layer": "places",
            "minzoom": 11,
            "paint": {
                "circle-color": ["case", [">", count, 1], palette.group, category_color(palette)],
                # Groups are too small for numbers, and many: names of places shine through them.
                "circle-opacity": ["interpolate", ["linear"], ["zoom"], 11, 0.7, 14, 1],
                "circle-radius": [
                    "interpolate", ["linear"], ["zoom"],
                    11, ["min", ["+", 2.5, ["*", 0.5, ["sqrt", count]]], 9],
                    14, ["min", ["+", 5, ["sqrt", count]], 14],
                    17, 9,
                ],
                **halo,
            },
        },
        names,
    ]  # fmt: skip


def _count_text(palette: Palette) -> dict[str, Any]:
    return {
        "id": "place-count-labels",
        "type": "symbol",
        "source": PLACES.name,
        "source-layer": "place_counts",
        "maxzoom": 11,
        "filter": [">=", ["coalesce", ["get", "count"], 1], LEAST_SPELT],
        "layout": {"text-field": ["to-string", ["get", "count"]], "text-font": FONT, "text-size": 11},
        "paint": {"text-color": palette.group_ink},
    }


def _text(
    name: str,
    source: str,
    layer: str,
    *,
    language: str,
    palette: Palette,
    size: float,
    min_zoom: float = 0,
    max_zoom: float = 24,
) -> dict[str, Any]:
    return {
        "id": name,
        "type": "symbol",
        "source": source,
        "source-layer": layer,
        "minzoom": min_zoom,
        "maxzoom": max_zoom,
        "layout": {"text-field": name_of(language), "text-font": FONT, "text-size": size},
        "paint": {"text-color": palette.ink, "text-halo-color": palette.halo, "text-halo-width": 2.5},
    }


def _labels(language: str, palette: Palette) -> list[dict[str, Any]]:
    def labels(level: str, size: float, min_zoom: float, max_zoom: float = 24) -> dict[str, Any]:
        layer = _text(
            f"{level}-labels", REGIONS.name, "region_labels",
            language=language, palette=palette, size=size, min_zoom=min_zoom, max_zoom=max_zoom,
        )  # fmt: skip
        return layer | {"filter": ["==", ["get", "level"], level]}

    return [
        labels("dong", 11, 12.5),
        labels("gu", 12, 9.5),
        labels("sigun", 14, 7.5, 13),
    ]
