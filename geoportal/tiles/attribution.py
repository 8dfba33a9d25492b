"""Whom each map layer names: the makers of its outlines, and of what stands on the map now."""

from __future__ import annotations

import html
import re

from django.db import OperationalError, connection

from geoportal.core.sql import rows
from geoportal.tiles import cache
from geoportal.tiles.layers import LAYERS, Layer

SEPARATOR = " · "
# `© OpenStreetMap contributors (...), ODbL 1.0` and `통계청 인구총조사 (외국인), 공공누리 제1유형` end here.
END_OF_SHORT = re.compile(r"\s*[,;(]")

_known: tuple[str, dict[str, str]] = ("", {})


def attribution(layer: Layer) -> str:
    """The layer's line as HTML, each maker once; asked anew after a change on the map (`queries.epoch`).

    The last known one, and before any the outlines' alone, while the database does not answer.
    """
    global _known
    try:
        epoch = cache.memory.now()
        if _known[0] != epoch:
            _known = (epoch, asked())
    except OperationalError:
        connection.close_if_unusable_or_obsolete()
    return _known[1].get(layer.name, html.escape(layer.outlines, quote=False))


def asked() -> dict[str, str]:
    """The line of every layer as the data stand now."""
    makers: dict[str, list[str]] = {}
    for part, stated, publisher in rows("tiles/sources", {}):
        makers.setdefault(part, []).append(short(stated) or publisher)
    return {
        layer.name: html.escape(
            SEPARATOR.join(dict.fromkeys(filter(None, [layer.outlines, *made_by(layer, makers)]))), quote=False
        )
        for layer in LAYERS.values()
    }


def made_by(layer: Layer, makers: dict[str, list[str]]) -> list[str]:
    """The makers of what the layer draws beside outlines."""
    return [name for part in layer.credits for name in makers.get(part, [])]


def short(stated: str) -> str:
    """An attribution without the name of the data set and the terms, which `/data/` gives in full."""
    return END_OF_SHORT.split(stated, maxsplit=1)[0].strip()
