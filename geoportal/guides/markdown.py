"""The small Markdown of guides: **bold** and [words](guide:slug) or [words](https://...), and nothing else.

It is read into spans that a template writes, each escaped; so no text of an editor or translator becomes markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

MARK = re.compile(r"\*\*(?P<bold>[^*]{1,500})\*\*|\[(?P<words>[^\[\]]{1,300})\]\((?P<to>[^()\s]{1,500})\)")
GUIDE = "guide:"


class Span(NamedTuple):
    """A piece of text: plain, bold, a link to the web (`href`), or a link to another page (`guide`, its slug)."""

    text: str
    bold: bool = False
    href: str = ""
    guide: str = ""


def spans(text: str) -> Iterator[Span]:
    """The pieces of a text in order; what is no mark, or leads elsewhere than the web, stays as it is written."""
    end = 0
    for found in MARK.finditer(text):
        span = _span(found)
        if span is None:
            continue
        if found.start() > end:
            yield Span(text[end : found.start()])
        yield span
        end = found.end()
    if end < len(text):
        yield Span(text[end:])


def plain(text: str) -> str:
    """The words alone."""
    return "".join(span.text for span in spans(text))


def _span(found: re.Match[str]) -> Span | None:
    if found["bold"]:
        return Span(found["bold"], bold=True)
    to = found["to"]
    if to.startswith(GUIDE):
        return Span(found["words"], guide=to.removeprefix(GUIDE))
    return Span(found["words"], href=to) if re.match(r"https?://[^/]", to) else None
