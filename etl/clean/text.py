"""Plain text out of what offices type: one line, composed Hangul, no markup, no invisible letters."""

from __future__ import annotations

import html
import re
import unicodedata

# A tag begins with a Latin letter; `<우선멈춤>` is a title in brackets.
TAG = re.compile(r"<[/!?]?[A-Za-z][^<>]{0,200}>|<!--[^<>]{0,200}>|</?>")
INVISIBLE = re.compile(r"[\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\u00ad\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
SPACE = re.compile(r"\s+")


def one_line(text: str) -> str:
    """The text in composed form, without tags, entities, invisible letters and double spaces."""
    plain = TAG.sub(" ", html.unescape(text))
    return SPACE.sub(" ", INVISIBLE.sub("", unicodedata.normalize("NFC", plain))).strip()
