"""XLIFF 1.2: one <file> for each page, one <trans-unit> for each segment, its status as the target's state.

Files come from outside: no document type, no entities, nothing of the network, and only what `xliff.rng` allows.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO
from itertools import groupby
from pathlib import Path

import defusedxml.ElementTree as Defused
from defusedxml import DefusedXmlException
from lxml import etree

from geoportal.core.languages import choice_of
from geoportal.translation.categories import SegmentStatus
from geoportal.translation.exchange.message import Document, Message, NotReadable

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
NS = {"x": NAMESPACE}
STATES = {
    SegmentStatus.MISSING: "new",
    SegmentStatus.MACHINE: "needs-review-translation",
    SegmentStatus.DRAFTED: "translated",
    SegmentStatus.REVIEWED: "final",
    SegmentStatus.OUTDATED: "needs-adaptation",
}
FROM_STATES = {
    "new": SegmentStatus.MISSING,
    "needs-translation": SegmentStatus.MISSING,
    "needs-review-translation": SegmentStatus.DRAFTED,
    "needs-adaptation": SegmentStatus.OUTDATED,
    "final": SegmentStatus.REVIEWED,
    "signed-off": SegmentStatus.REVIEWED,
}
LARGEST = 5_000_000
SCHEMA = Path(__file__).with_name("xliff.rng")


def write_xliff(document: Document) -> bytes:
    """The document as XLIFF 1.2, valid by xliff.rng."""
    root = etree.Element(f"{{{NAMESPACE}}}xliff", {"version": "1.2"}, nsmap={None: NAMESPACE})
    for page, messages in groupby(document.messages, key=lambda message: message.page):
        file = etree.SubElement(root, f"{{{NAMESPACE}}}file", {
            "original": page, "source-language": "ko", "target-language": choice_of(document.language).code,
            "datatype": "plaintext",
        })  # fmt: skip
        body = etree.SubElement(file, f"{{{NAMESPACE}}}body")
        for number, message in enumerate(messages):
            _unit(body, message, number)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _unit(body: etree._Element, message: Message, number: int) -> None:
    named = {"id": f"{number}", "resname": message.path, "extradata": message.token}
    if message.status is SegmentStatus.REVIEWED:
        named["approved"] = "yes"
    unit = etree.SubElement(body, f"{{{NAMESPACE}}}trans-unit", named)
    etree.SubElement(unit, f"{{{NAMESPACE}}}source").text = message.source
    state = {"state": STATES[message.status]}
    if message.status is SegmentStatus.MACHINE:
        state["state-qualifier"] = "mt-suggestion"
    etree.SubElement(unit, f"{{{NAMESPACE}}}target", state).text = message.text
    if message.note:
        etree.SubElement(unit, f"{{{NAMESPACE}}}note", {"from": "geoportal"}).text = message.note
    if message.old_source:
        other = etree.SubElement(unit, f"{{{NAMESPACE}}}alt-trans", {"alttranstype": "previous-version"})
        etree.SubElement(other, f"{{{NAMESPACE}}}source").text = message.old_source
        etree.SubElement(other, f"{{{NAMESPACE}}}target").text = message.text


def read_xliff(content: bytes, *, language: str) -> Document:
    """The messages of an uploaded file; NotReadable when it is not XLIFF 1.2, not safe, or of another language."""
    root = _parse(content)
    wanted = choice_of(language).code
    for file in root.findall("x:file", NS):
        if file.get("target-language", "").lower() not in (wanted.lower(), language.lower()):
            raise NotReadable(f"The file is of the language {file.get('target-language')}, not {wanted}.")
    return Document(language, tuple(
        _message(unit, file.get("original", ""))
        for file in root.findall("x:file", NS) for unit in file.iterfind(".//x:trans-unit", NS)
    ))  # fmt: skip


def _parse(content: bytes) -> etree._Element:
    if len(content) > LARGEST:
        raise NotReadable("The file is larger than 5 MB.")
    try:
        Defused.parse(BytesIO(content), forbid_dtd=True)
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    except (Defused.ParseError, etree.XMLSyntaxError, ValueError, LookupError, DefusedXmlException) as fault:
        raise NotReadable(f"This is no well-formed XML, or it has a document type: {fault}") from fault
    if not schema().validate(root):
        raise NotReadable(f"This is not XLIFF 1.2 as we read it: {schema().error_log.last_error}")
    return root


@cache
def schema() -> etree.RelaxNG:
    """What of XLIFF 1.2 is read and written."""
    return etree.RelaxNG(etree.parse(str(SCHEMA)))


def _message(unit: etree._Element, page: str) -> Message:
    target = unit.find("x:target", NS)
    state = "" if target is None else target.get("state", "")
    status = FROM_STATES.get(state, SegmentStatus.DRAFTED)
    if target is not None and target.get("state-qualifier") in ("mt-suggestion", "leveraged-mt"):
        status = SegmentStatus.MACHINE
    old = unit.find("x:alt-trans[@alttranstype='previous-version']/x:source", NS)
    return Message(
        page, unit.get("resname") or unit.get("id", ""), _text(unit.find("x:source", NS)), _text(target), status,
        unit.get("extradata", ""), _text(old),
    )  # fmt: skip


def _text(element: etree._Element | None) -> str:
    return "" if element is None else "".join(element.itertext())
