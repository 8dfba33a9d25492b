"""QR codes as one path of SVG, drawn by a template, so that no markup is passed through."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

import segno

# Quiet modules on each side, as ISO/IEC 18004 asks.
BORDER = 4


@dataclass(frozen=True, slots=True)
class QrCode:
    """A square of `size` units with its border, and the `d` of a path that fills the dark modules."""

    size: int
    path: str


def qr_code(text: str) -> QrCode:
    """A code for a text; level M, which bears a crease or a stain."""
    rows = segno.make(text, error="m", micro=False).matrix
    path = "".join(_row_path(row, y) for y, row in enumerate(rows, start=BORDER))
    return QrCode(len(rows) + 2 * BORDER, path)


def _row_path(row: bytearray, y: int) -> str:
    """The dark runs of one row as rectangles one unit high."""
    path, x = "", BORDER
    for dark, run in groupby(row):
        wide = len(list(run))
        if dark:
            path += f"M{x} {y}h{wide}v1h-{wide}z"
        x += wide
    return path
