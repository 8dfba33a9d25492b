"""Korean text in bytes of unknown encoding: told by content, never by what a file says of itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

from etl.errors import ParseFailed

# A letter of Hangul in UTF-8 (three bytes) read as Latin: its first byte, and the other two as Windows shows them.
LATER_BYTE = "[\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
GARBLED = re.compile(f"\ufffd|占쏙옙|ï»¿|[ìíëê]{LATER_BYTE}{{2}}|\x00")
HANGUL = re.compile("[가-힣]")


def decoded(values: Sequence[bytes]) -> list[str]:
    """All values in the one encoding that fits them all: UTF-8, or CP949 (which holds EUC-KR).

    ParseFailed when neither does, when the encodings are mixed, or when the text was garbled before.
    """
    texts = decoded_as(values, "utf-8")
    if texts is None:
        texts = decoded_as(values, "cp949")
        if texts is None:
            raise ParseFailed("The text is neither UTF-8 nor CP949, or it is cut off in the middle of a letter.")
        if any(HANGUL.search(value.decode("utf-8", "ignore")) and is_utf8(value) for value in values):
            raise ParseFailed("The text is partly UTF-8 and partly CP949.")
    refuse_garbled(texts)
    return texts


def refuse_garbled(texts: Sequence[str]) -> None:
    """ParseFailed when a text went through the wrong encoding."""
    found = next((text for text in texts if GARBLED.search(text)), None)
    if found is not None:
        raise ParseFailed(f"The text is garbled: it was saved in the wrong encoding ({found[:40]!r}).")


def decoded_as(values: Sequence[bytes], codec: str) -> list[str] | None:
    """The values in one encoding; None when one does not fit."""
    try:
        return [value.decode(codec) for value in values]
    except UnicodeDecodeError:
        return None


def is_utf8(value: bytes) -> bool:
    """Whether the bytes are UTF-8 to the last."""
    return decoded_as([value], "utf-8") is not None
