"""Reads a translator's file, whichever of the two formats it is."""

from __future__ import annotations

from geoportal.translation.exchange.message import Document
from geoportal.translation.exchange.po_file import read_po
from geoportal.translation.exchange.xliff_file import read_xliff

BEFORE = b"\xef\xbb\xbf \t\r\n"


def read_document(content: bytes, *, language: str) -> Document:
    """A PO or XLIFF file by what it begins with; NotReadable."""
    is_xml = content.lstrip(BEFORE)[:1] == b"<"
    return read_xliff(content, language=language) if is_xml else read_po(content, language=language)
