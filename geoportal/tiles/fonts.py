"""The map's fonts: the same files as the pages', by Unicode range, from our own origin."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static

PRETENDARD = ("vendor/pretendard", "pretendardvariable-dynamic-subset.css")
# Which of the pages' fonts draws what Pretendard does not have, by the language that needs it.
SCRIPTS = {
    "ar": "arabic", "ur": "arabic", "bn": "bengali", "ne": "devanagari", "hi": "devanagari", "ja": "jp", "km": "khmer",
    "lo": "lao", "my": "myanmar", "zh-hans": "sc", "si": "sinhala", "th": "thai",
}  # fmt: skip
HAN = ("zh-hans", "ja")
FACE = re.compile(r"src:\s*url\(['\"]?\./(?P<file>[^'\")]+)['\"]?\)[^;]*;\s*unicode-range:\s*(?P<range>[^;}]+)")


def font_faces(base: str, language: str) -> list[dict[str, object]]:
    """The `font-faces` of a MapLibre style for the one font stack; `base` is the site's origin.

    The first whose range has a letter draws it. Pretendard's ranges name Chinese characters that its files lack.
    """
    sheets = [PRETENDARD]
    if language in SCRIPTS:
        script = (f"vendor/noto-{SCRIPTS[language]}", "index.css")
        sheets = [script, PRETENDARD] if language in HAN else [PRETENDARD, script]
    return [
        {"url": base + static(f"{folder}/{file}"), "unicode-range": ranges}
        for folder, sheet in sheets
        for file, ranges in faces(folder, sheet)
        if "-latin" not in file
    ]


@cache
def faces(folder: str, sheet: str) -> list[tuple[str, list[str]]]:
    """The files of a style sheet of fonts, each with the ranges of characters that it draws."""
    root = dict(entry for entry in settings.STATICFILES_DIRS if isinstance(entry, tuple))[folder]
    path = Path(root) / sheet
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    return [(match["file"], [part.strip() for part in match["range"].split(",")]) for match in FACE.finditer(text)]
