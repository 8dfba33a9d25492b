"""OpenStreetMap XML, looked through before a reader of maps opens it: whole, harmless, and of which day."""

from __future__ import annotations

from pathlib import Path
from xml.sax import SAXException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from defusedxml.common import DefusedXmlException
from defusedxml.sax import parse

from etl.errors import ParseFailed

MAX_BYTES = 4_000_000_000
MAX_TEXT = 20_000
DAY = len("2026-11-22")


class Extract(ContentHandler):
    """What the elements of a file say: `stated` is the day of the map, `newest` that of its last edit, ISO or ``."""

    def __init__(self) -> None:
        super().__init__()
        self.root = ""
        self.stated = ""
        self.newest = ""

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802
        if not self.root:
            self.root = name
            refuse_other_root(name)
        if name in ("node", "way", "relation"):
            self.newest = max(self.newest, attrs.get("timestamp", "")[:DAY])
        elif name == "meta":
            self.stated = attrs.get("osm_base", "")[:DAY]
        elif name == "osm":
            self.stated = attrs.get("timestamp", "")[:DAY]
        elif name == "tag" and len(attrs.get("v", "")) > MAX_TEXT:
            raise ParseFailed(f"A tag has more than {MAX_TEXT:,} letters.")


def refuse_other_root(name: str) -> None:
    """ParseFailed unless the first element is OpenStreetMap's: GDAL knows XML formats that open other files."""
    if name != "osm":
        raise ParseFailed(f"The first element is <{name[:40]}>, not <osm>.")


def check_xml(path: Path) -> str:
    """The day for which the file is true, as ISO text: as it states, else of its last edit, else ``.

    ParseFailed when it is too long, not whole, no OpenStreetMap file, or has a document type or entities.
    """
    if path.stat().st_size > MAX_BYTES:
        raise ParseFailed(f"The file has more than {MAX_BYTES:,} bytes; use .osm.pbf.")
    extract = Extract()
    try:
        with path.open("rb") as opened:
            parse(opened, extract, forbid_dtd=True)
    except DefusedXmlException as error:
        raise ParseFailed("The file has a document type or entities; OpenStreetMap's files have none.") from error
    except (SAXException, ValueError) as error:
        raise ParseFailed(f"This is not whole XML: {error}.") from error
    return extract.stated or extract.newest
