"""Between the text that people read and the escaped text that wagtail-localize stores."""

from __future__ import annotations

import hashlib
import re

from wagtail_localize.strings import StringValue

# Tags of rich text; <br> alone is a line break of plain text.
INLINE = re.compile(r"<(?!br\s*/?>)[a-zA-Z/]")


def text_of(data: str) -> str:
    """What a translator reads: plain text, or markup where the source has any."""
    return data if INLINE.search(data) else StringValue(data).render_text()


def data_of(text: str, *, source: str) -> str:
    """What is stored for a translator's text, as the stored `source` is plain or markup. Line ends are unified."""
    text = text.replace("\r\n", "\n").strip()
    return text if INLINE.search(source) else str(StringValue.from_plaintext(text).data)


def digest_of(data: str) -> str:
    """As PostgreSQL's md5() of the same text."""
    return hashlib.md5(data.encode(), usedforsecurity=False).hexdigest()
