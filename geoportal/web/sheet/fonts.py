"""The fonts of a sheet, from the npm packages: those files only that hold a sign of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from geoportal.core.languages import LANGUAGES, Language

PRETENDARD = settings.NODE_MODULES / "pretendard" / "dist" / "public" / "static"
FACE = re.compile(r"@font-face\s*\{(.*?)\}", re.DOTALL)
FILE = re.compile(r"url\(\./(files/[^)]+\.woff2)\)")
# Latin with Vietnamese, Cyrillic, punctuation, Hangul: no script's font is asked for these.
IN_PRETENDARD = ((0, 0x58F), (0x1E00, 0x1EFF), (0x2000, 0x22FF), (0x3130, 0x318F), (0xAC00, 0xD7A3))
RANGES = re.compile(r"unicode-range:\s*([^;]+);?")


@dataclass(frozen=True, slots=True)
class Face:
    """One file of a font, under a name of its own, with the spans of signs that it holds."""

    family: str
    file: Path
    spans: tuple[tuple[int, int], ...]

    def holds(self, sign: int) -> bool:
        return any(first <= sign <= last for first, last in self.spans)


def style_sheet(language: Language, text: str) -> str:
    """CSS that names the fonts of a sheet in a language: Pretendard, and what of the scripts' fonts the text needs."""
    rules = [_rule("Pretendard", PRETENDARD / f"Pretendard-{name}.otf", weight) for name, weight in _WEIGHTS]
    faces = list(_needed(language, text))
    families = dict.fromkeys(["Pretendard", *(face.family for face in faces)])
    rules += [_rule(face.family, face.file) for face in faces]
    named = ", ".join(f'"{family}"' for family in families)
    return "\n".join([*rules, f"html, text {{ font-family: {named} }}", "body { margin: 0 }"])


def _needed(language: Language, text: str) -> Iterator[Face]:
    """Files until each sign of the text is in one, those of the language's own script first."""
    left = {sign for sign in map(ord, set(text)) if not any(first <= sign <= last for first, last in IN_PRETENDARD)}
    for font in dict.fromkeys((language.font, *(one.font for one in LANGUAGES.values()))):
        for face in faces_of(font) if font and left else ():
            if held := {sign for sign in left if face.holds(sign)}:
                left -= held
                yield face


_WEIGHTS = (("Regular", "400"), ("Bold", "700"))


def _rule(family: str, file: Path, weight: str = "") -> str:
    weighing = f"font-weight: {weight}; " if weight else ""
    return f'@font-face {{ font-family: "{family}"; {weighing}src: url("{file.as_uri()}") }}'


@lru_cache(maxsize=32)
def faces_of(font: str) -> tuple[Face, ...]:
    """The files of a script's font (a folder of `vendor/`) that are not for Latin letters, in the font's own order."""
    folder = Path(dict(settings.STATICFILES_DIRS)[f"vendor/{font}"])
    blocks = FACE.findall((folder / "index.css").read_text(encoding="utf-8"))
    return tuple(_face(folder, block) for block in blocks if "latin" not in block)


def _face(folder: Path, block: str) -> Face:
    file, ranges = FILE.search(block), RANGES.search(block)
    if not (file and ranges):
        raise ValueError(block)
    return Face(Path(file[1]).stem, folder / file[1], tuple(_span(one) for one in ranges[1].split(",")))


def _span(text: str) -> tuple[int, int]:
    first, _, last = text.strip().removeprefix("U+").partition("-")
    return int(first, 16), int(last or first, 16)
