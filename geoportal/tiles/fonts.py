"""The map's fonts: the same files as the pages', by Unicode range, from our own origin."""

from __future__ import annotations

import re
from functools import cache

from django.conf import settings
from django.templatetags.static import static

FOLDER = "vendor/pretendard"
SHEET = "pretendardvariable-dynamic-subset.css"
FACE = re.compile(r"src:\s*url\(['\"]?\./(?P<file>[^'\")]+)['\"]?\)[^;]*;\s*unicode-range:\s*(?P<range>[^;}]+)")


@cache
def font_faces(base: str) -> list[dict[str, object]]:
    """The `font-faces` of a MapLibre style for the one font stack; `base` is the site's origin."""
    sheet = settings.NODE_MODULES / "pretendard" / "dist" / "web" / "variable" / SHEET
    text = sheet.read_text(encoding="utf-8") if sheet.exists() else ""
    return [
        {
            "url": base + static(f"{FOLDER}/{match['file']}"),
            "unicode-range": [part.strip() for part in match["range"].split(",")],
        }
        for match in FACE.finditer(text)
    ]
