"""What every answer with a tile says of itself."""

from __future__ import annotations

MEDIA_TYPE = "application/vnd.mapbox-vector-tile"
FRESH_S = 300
STALE_S = 86_400
FRESH = {
    "Cache-Control": f"public, max-age={FRESH_S}, stale-while-revalidate={STALE_S}, stale-if-error={STALE_S}",
    "Vary": "Accept-Encoding",
}


def is_same(if_none_match: str, etag: str) -> bool:
    """Whether the reader's copy is the one with this ETag, whatever its coding."""
    return f'"{etag}"' in if_none_match if len(if_none_match) < 1000 else False
