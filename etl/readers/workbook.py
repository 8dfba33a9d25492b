"""New Excel workbooks (XML in a zip): refused when they are bombs, or when their XML could name other files."""

from __future__ import annotations

import zipfile
import zlib
from copy import copy
from pathlib import Path
from xml.parsers import expat

from etl.errors import ParseFailed
from etl.readers.zip_file import ENCRYPTED, METHODS, refuse_overlap

MAX_PARTS = 2_000
CHUNK_BYTES = 1 << 16
# What stands before the first element: a line of XML, comments.
MAX_PROLOG_BYTES = 1 << 16
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


def refuse_hostile_workbook(path: Path) -> None:
    """ParseFailed for what no honest workbook has: parts that overlap, are encrypted, inflate to more than they
    say, or begin with a document type (the door to entities, other files and the network)."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            if len(parts) > MAX_PARTS:
                raise ParseFailed(f"The workbook has {len(parts):,} parts; at most {MAX_PARTS:,} are taken.")
            refuse_overlap(parts, end=archive.start_dir)
            for part in parts:
                refuse_part(archive, part)
    except BROKEN as error:
        raise ParseFailed(f"The file is cut off or damaged; fetch it again ({error}).") from error


def refuse_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """ParseFailed when one part is packed in a strange way, lies about its size or has a document type."""
    if part.flag_bits & ENCRYPTED or part.compress_type not in METHODS:
        raise ParseFailed(f"The part {part.filename!r} of the workbook is encrypted or packed in an unknown way.")
    # One byte more than stated would be read if it were there; the check sum is the reader's to check.
    longer = copy(part)
    longer.file_size += 1
    del longer.CRC
    written = 0
    head = b""
    with archive.open(longer) as opened:
        while chunk := opened.read(CHUNK_BYTES):
            head = head or chunk
            written += len(chunk)
    if written != part.file_size:
        raise ParseFailed(f"The part {part.filename!r} of the workbook is not as long as it says; it is refused.")
    if is_xml(head):
        refuse_document_type(head, part.filename)


def is_xml(head: bytes) -> bool:
    """Whether bytes begin like XML, in UTF-8 or UTF-16."""
    return head.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").startswith(b"<")


def refuse_document_type(head: bytes, name: str) -> None:
    """ParseFailed when a document type stands before the first element, or no element comes soon."""
    seen: list[str] = []
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = lambda *_: seen.append("document type")
    parser.StartElementHandler = lambda *_: seen.append("element")
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    for at in range(0, min(len(head), MAX_PROLOG_BYTES), 512):
        try:
            parser.Parse(head[at : at + 512], False)
        except expat.ExpatError as error:
            if not seen:
                raise ParseFailed(f"The part {name!r} of the workbook is no XML ({error}).") from error
        if seen:
            break
    if seen[:1] != ["element"]:
        raise ParseFailed(f"The part {name!r} of the workbook has a document type or no element; it is refused.")
