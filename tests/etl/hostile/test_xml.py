"""XML that names files and addresses or grows without end: nothing is read, asked or waited for."""

from __future__ import annotations

import io
import os
import socket
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest

from etl.errors import ParseFailed
from etl.readers.table import read_table
from etl.readers.vector import read_vector

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
ATTACKS = {
    "billion laughs": ('<!DOCTYPE x [<!ENTITY l0 "ha">' + LAUGHS + "]>", "&l9;"),
    "quadratic blow-up": (f'<!DOCTYPE x [<!ENTITY a "{"a" * 100_000}">]>', "&a;" * 20_000),
    "a file": ('<!DOCTYPE x [<!ENTITY f SYSTEM "file://{canary}">]>', "&f;"),
    "an address": ('<!DOCTYPE x [<!ENTITY h SYSTEM "http://127.0.0.1:{port}/x">]>', "&h;"),
    "a document type elsewhere": ('<!DOCTYPE x SYSTEM "http://127.0.0.1:{port}/x.dtd">', ""),
    "a parameter": ('<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:{port}/p.dtd"> %p;]>', ""),
    "XInclude": ("", '<i:include xmlns:i="http://www.w3.org/2001/XInclude" href="{canary}" parse="text"/>'),
}
VECTORS = {
    "kml": '<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>{}</name></Document></kml>',
    "gml": '<gml:FeatureCollection xmlns:gml="http://www.opengis.net/gml"><gml:name>{}</gml:name></gml:FeatureCollection>',
    "gpx": '<gpx version="1.1"><wpt lat="37.3" lon="126.8"><name>{}</name></wpt></gpx>',
}
SECRET = "made-up secret of the canary"


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as opened:
        opened.setblocking(False)
        yield opened


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    path = tmp_path / "canary.txt"
    path.write_text(SECRET)
    os.utime(path, ns=(0, path.stat().st_mtime_ns))
    return path


@pytest.fixture
def attack(canary: Path, listener: socket.socket) -> Iterator[Callable[[str, str], bytes]]:
    """A document with an attack in it; afterwards nobody has called and the canary was not read."""

    def make(kind: str, body: str) -> bytes:
        before, inside = (
            text.replace("{canary}", str(canary)).replace("{port}", str(listener.getsockname()[1]))
            for text in ATTACKS[kind]
        )
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{before}\n{body.replace("{}", inside)}'.encode()

    yield make
    with pytest.raises(BlockingIOError):
        listener.accept()
    assert canary.stat().st_atime_ns == 0


@pytest.mark.parametrize("kind", ATTACKS)
@pytest.mark.parametrize("form", VECTORS)
def test_xml_of_maps_is_no_format_of_ours(
    tmp_path: Path, attack: Callable[[str, str], bytes], form: str, kind: str
) -> None:
    content = attack(kind, VECTORS[form])
    for suffix in (form, "geojson"):
        refused(tmp_path / f"지은.{suffix}", content)


@pytest.mark.parametrize("kind", ATTACKS)
def test_xml_is_no_table(tmp_path: Path, attack: Callable[[str, str], bytes], kind: str) -> None:
    path = tmp_path / "지은.csv"
    for codec in ("utf-8", "utf-16"):
        path.write_bytes(attack(kind, "<rows><이름>{}</이름></rows>").decode().encode(codec))
        with pytest.raises(ParseFailed) as caught:
            list(read_table(path, columns=["이름"], aliases={}))
        assert SECRET not in str(caught.value)


@pytest.mark.parametrize("kind", [kind for kind in ATTACKS if kind != "XInclude"])
@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml"])
def test_a_workbook_with_a_document_type_is_refused(
    tmp_path: Path, attack: Callable[[str, str], bytes], part: str, kind: str
) -> None:
    path = tmp_path / "지은.xlsx"
    path.write_bytes(workbook(part, attack(kind, "<worksheet>{}</worksheet>")))
    with pytest.raises(ParseFailed, match=r"document type|would inflate"):
        list(read_table(path, columns=["이름"], aliases={}))


def test_an_xinclude_in_a_workbook_is_text_that_nobody_follows(
    tmp_path: Path, attack: Callable[[str, str], bytes]
) -> None:
    sheet = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
    path = tmp_path / "지은.xlsx"
    path.write_bytes(workbook("xl/worksheets/sheet1.xml", attack("XInclude", sheet)))
    with pytest.raises(ParseFailed) as caught:
        list(read_table(path, columns=["이름"], aliases={}))
    assert SECRET not in str(caught.value)


def test_a_kmz_is_refused(tmp_path: Path, attack: Callable[[str, str], bytes]) -> None:
    path = tmp_path / "지은.kmz"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("doc.kml", attack("a file", VECTORS["kml"]))
    with pytest.raises(ParseFailed, match=r"^지은.kmz: KMZ is not taken"):
        read_vector(path)


def refused(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(
        ParseFailed, match=rf"^{path.name}: {path.suffix[1:].upper()} is not taken \(KML, GML, GPX"
    ) as caught:
        read_vector(path)
    assert SECRET not in str(caught.value)


def workbook(part: str, content: bytes) -> bytes:
    """A workbook with one part exchanged."""
    made, packed = io.BytesIO(), io.BytesIO()
    openpyxl.Workbook().save(made)
    with zipfile.ZipFile(made) as whole, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in whole.namelist():
            archive.writestr(name, content if name == part else whole.read(name))
    return packed.getvalue()
