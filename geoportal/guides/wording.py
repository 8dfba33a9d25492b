"""The words a page is found by, made from its title, questions and text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

from geoportal.guides.markdown import plain

# The fields that are read by people, in the order of a page; each is text or a stream of blocks.
READ = (
    "title", "summary", "questions", "who", "where", "deadline", "fee", "processing_time", "online_name", "documents",
    "steps", "question", "situation", "answer", "body", "faq",
)  # fmt: skip


def words_of(page: Any) -> str:
    """Every text of the page in one form: NFKC, lower case, single-spaced, without the marks of Markdown."""
    return folded(" \n".join(plain(text) for text in texts(page)))


def folded(text: str) -> str:
    """The form in which texts and queries are compared."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def texts(page: Any) -> Iterator[str]:
    """Every text of the page that is read by people, in the order of a page."""
    yield from (text for _path, text in texts_by_path(page))


def texts_by_path(page: Any) -> Iterator[tuple[str, str]]:
    """The texts with their places, which are the same in every language: `title`, `faq.<block id>.answer`."""
    for name in READ:
        value = getattr(page, name, None)
        if isinstance(value, str):
            yield name, value
        elif value is not None:
            for block in value:
                yield from ((f"{name}.{block.id}{part}", text) for part, text in _of_block(block.value))


def _of_block(value: Any) -> Iterator[tuple[str, str]]:
    """The texts of a block, each with the name of its part, empty for a block that is one text."""
    if isinstance(value, str):
        yield "", value
    else:
        yield from ((f".{name}", part) for name, part in value.items() if isinstance(part, str))
