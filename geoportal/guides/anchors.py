"""Where on its page a passage stands: the ids that links lead to."""

from __future__ import annotations

import re
from typing import Any

from geoportal.guides.markdown import plain
from geoportal.guides.showing import sections

# Parts of a page that have an id of the same name.
PARTS = ("facts", "documents", "steps", "situation", "answer", "question")
ASKED = re.compile(r"faq-(\d+)(-asked)?")


def anchor_of(page: Any, passage: str, text: str) -> str:
    """The id of the place where a passage of a page stands, such as `faq-1` or `section-2`; empty for the page's top.

    `passage` names it as the assistant does, whose numbers begin at 0 and whose sections may be cut; `text` is what it
    says.
    """
    if passage in PARTS:
        return passage
    if asked := ASKED.fullmatch(passage):
        return f"faq-{int(asked[1]) + 1}"
    return _section_with(page, text.rsplit("\n", 1)[-1]) if passage.startswith("section-") else ""


def _section_with(page: Any, line: str) -> str:
    """The section in which a line stands; the same line twice is the first."""
    for section in sections(page):
        if any(plain(text) == line for _kind, texts in section.parts for text in texts):
            return section.anchor
    return ""
