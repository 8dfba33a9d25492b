"""A QR code is drawn module by module as the library made it."""

from __future__ import annotations

import re

import segno

from geoportal.core.qr import BORDER, qr_code

TEXT = "https://portal.example.org/places/123/"


def test_the_path_fills_the_dark_modules_and_no_other() -> None:
    code = qr_code(TEXT)
    drawn = set()
    for x, y, wide in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", code.path):
        drawn |= {(int(x) + step, int(y)) for step in range(int(wide))}
    rows = segno.make(TEXT, error="m", micro=False).matrix
    dark = {(x + BORDER, y + BORDER) for y, row in enumerate(rows) for x, module in enumerate(row) if module}
    assert drawn == dark
    assert code.size == len(rows) + 2 * BORDER
    assert re.fullmatch(r"[Mhvz0-9 -]+", code.path)
