"""Zips, shapefiles, workbooks, GeoPackages and GeoJSON made to hurt: all refused, no reader above 512 MB."""

from __future__ import annotations

import io
import json
import sqlite3
import stat
import struct
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import openpyxl
import pytest

from etl.errors import ParseFailed
from etl.readers.excel import read_excel
from etl.readers.vector import read_vector

Ring = Sequence[tuple[float, float]]

SQUARE = [(0.0, 0.0), (0.0, 9.0), (9.0, 9.0), (9.0, 0.0), (0.0, 0.0)]
POLYGON, POINT, MULTIPATCH = 5, 1, 31


def zipped(*members: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return packed.getvalue()


def patched(content: bytes, offset: int, form: str, value: int) -> bytes:
    """One number of the first entry in a zip's list of members overwritten."""
    at = content.index(b"PK\x01\x02") + offset
    return content[:at] + struct.pack(form, value) + content[at + struct.calcsize(form) :]


def overlapping() -> bytes:
    """Two entries that stand for the same bytes."""
    content = zipped(("a.geojson", collection(SQUARE)), ("b.geojson", collection(SQUARE)))
    second = content.rindex(b"PK\x01\x02")
    return content[: second + 42] + struct.pack("<L", 0) + content[second + 46 :]


def link() -> zipfile.ZipInfo:
    info = zipfile.ZipInfo("a.geojson")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


def polygon(points: Ring, *, parts: int = 1, counted: int | None = None) -> bytes:
    """One polygon of a .shp, which may lie about its numbers of parts and points."""
    body = np.asarray(points, dtype="<f8")
    head = struct.pack("<i4d2i", POLYGON, 0, 0, 9, 9, parts, len(body) if counted is None else counted)
    return head + struct.pack("<i", 0) + body.tobytes()


def shapefile(record: bytes, *, kind: int = POLYGON, rows: int = 1, cut: int = 0) -> dict[str, bytes]:
    """A shapefile of one record, whose other numbers are right."""
    size = 100 + 8 + len(record)

    def header(length: int) -> bytes:
        return struct.pack(">7i", 9994, 0, 0, 0, 0, 0, length // 2) + struct.pack(
            "<2i8d", 1000, kind, 0, 0, 9, 9, *[0.0] * 4
        )

    shp = header(size) + struct.pack(">2i", 1, len(record) // 2) + record
    shx = header(108) + struct.pack(">2i", 50, len(record) // 2)
    field = b"name".ljust(11, b"\0") + b"C" + bytes(4) + bytes([8, 0]) + bytes(14)
    dbf = b"\x03\x7a\x01\x01" + struct.pack("<IHH", rows, 65, 9) + bytes(20) + field + b"\r" + b" made up "
    return {".shp": shp[: len(shp) - cut], ".shx": shx, ".dbf": dbf}


def collection(ring: Ring) -> bytes:
    return geometry(f'{{"type": "Polygon", "coordinates": [{json.dumps([list(point) for point in ring])}]}}')


def geometry(text: str) -> bytes:
    return f'{{"type": "FeatureCollection", "features": [{{"type": "Feature", "geometry": {text}}}]}}'.encode()


def circle(count: int) -> list[tuple[float, float]]:
    turn = np.linspace(0, 2 * np.pi, count - 1, endpoint=False)
    ring = np.column_stack((9 * np.cos(turn), 9 * np.sin(turn))).round(6)
    return [(x, y) for x, y in [*ring.tolist(), ring[0].tolist()]]


def workbook(extra: bytes = b"") -> bytes:
    """A workbook, with something put before the first element of its sheet."""
    made = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["이름"])
    book.active.append(["지은"])
    book.save(made)
    if not extra:
        return made.getvalue()
    with zipfile.ZipFile(made) as archive:
        members = [(name, archive.read(name)) for name in archive.namelist()]
    return zipped(*((name, extra + text if "sheet1" in name else text) for name, text in members))


def geopackage(path: Path, *statements: str) -> bytes:
    with sqlite3.connect(path) as made:
        made.execute("CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT)")
        made.execute("CREATE TABLE units (fid INTEGER PRIMARY KEY, geom BLOB)")
        made.execute("INSERT INTO gpkg_contents VALUES ('units', 'features')")
        for statement in statements:
            made.execute(statement)
    made.close()
    return path.read_bytes()


XXE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>'
VIEW = "CREATE VIEW others AS SELECT * FROM units"
TRIGGER = "CREATE TRIGGER t AFTER INSERT ON units BEGIN DELETE FROM units; END"
VIRTUAL = "CREATE VIRTUAL TABLE words USING fts5(text)"
ENTRY = ("a.geojson", collection(SQUARE))
HUGE = (1 << 31) - 1

ZIPS: dict[str, tuple[Callable[[], bytes], str]] = {
    "members that overlap": (overlapping, "overlap"),
    "1,000 times its size": (lambda: zipped(("a.geojson", bytes(50_000_000))), "more than 100 times"),
    "a zip in the zip": (lambda: zipped(ENTRY, ("b.zip", zipped(ENTRY))), "archive itself"),
    "a header that lies": (lambda: patched(zipped(ENTRY), 24, "<L", 5), "damaged|more than its entry"),
    "a link": (lambda: zipped((link(), b"/etc/passwd")), "link or a device"),
    "an absolute name": (lambda: zipped(("/tmp/a.geojson", ENTRY[1])), "leaves its folder"),
    "a name that climbs": (lambda: zipped(("../a.geojson", ENTRY[1])), "leaves its folder"),
    "too many members": (lambda: zipped(*((f"{n}.txt", b"x") for n in range(60))), "60 members"),
    "an encrypted member": (lambda: patched(zipped(ENTRY), 8, "<H", 0x801), "encrypted"),
    "a zip that says it is a .dbf": (lambda: zipped(ENTRY, ("a.dbf", zipped(ENTRY))), "archive itself"),
    "XML that says it is GeoJSON": (lambda: zipped(("a.geojson", b"<kml/>")), "is not taken"),
}  # fmt: skip
SHAPEFILES: dict[str, tuple[Callable[[], dict[str, bytes]], str]] = {
    "2 billion parts": (lambda: shapefile(polygon(SQUARE, parts=HUGE)), "have no shape|cannot be read|too much memory"),
    "2 billion points": (lambda: shapefile(polygon(SQUARE, counted=HUGE)), "have no shape|cannot be read|too much"),
    "NaN": (lambda: shapefile(polygon([*SQUARE[:2], (float("nan"), 1.0), *SQUARE[2:]])), "are no numbers"),
    "a figure of eight": (
        lambda: shapefile(polygon([(0, 0), (9, 9), (9, 0), (0, 9), (0, 0)])), r"not valid, .*: 1 \(made up\)"),
    "a ring of a million points": (lambda: shapefile(polygon(circle(1_000_000))), "more than 500,000 vertices"),
    "cut off": (lambda: shapefile(polygon(SQUARE), cut=20), "cut off"),
    "another type of shape": (lambda: shapefile(polygon(SQUARE), kind=MULTIPATCH), "shapes of type 31"),
    "points among polygons": (lambda: shapefile(struct.pack("<i2d", POINT, 1, 1)), "not of the type"),
    "4 billion rows": (lambda: shapefile(polygon(SQUARE), rows=(1 << 32) - 1), "4,294,967,295 rows"),
}  # fmt: skip
TEXTS: dict[str, tuple[Callable[[], bytes], str]] = {
    "1,000 brackets deep": (lambda: geometry("[" * 1000 + "]" * 1000), "complete GeoJSON|neither a point"),
    "1,000 collections deep": (
        lambda: geometry('{"type": "GeometryCollection", "geometries": [' * 1000 + "]}" * 1000), "GeoJSON|neither"),
    "a million coordinates": (lambda: collection(circle(1_000_000)), "more than 500,000 vertices|too much memory"),
    "Infinity": (lambda: geometry('{"type": "Point", "coordinates": [Infinity, 1]}'), "Infinity for a number"),
    "1e999": (lambda: geometry('{"type": "Point", "coordinates": [1e999, 1]}'), "are no numbers"),
    "8 million lists": (lambda: geometry("[" + "[]," * 8_000_000 + "[]]"), "too much memory"),
}  # fmt: skip
WORKBOOKS: dict[str, tuple[Callable[[], bytes], str]] = {
    "a part of 30 MB": (lambda: zipped(("xl/worksheets/sheet1.xml", b"<" + bytes(30_000_000))), "would inflate"),
    "a file named in the sheet": (lambda: workbook(XXE), "document type"),
    "a part longer than it says": (lambda: patched(workbook(), 24, "<L", 5), "not as long as it says"),
}  # fmt: skip
GEOPACKAGES: dict[str, tuple[tuple[str, ...], str]] = {
    "a view": ((VIEW,), "holds a view"),
    "a trigger": ((TRIGGER,), "holds a trigger"),
    "a virtual table": ((VIRTUAL,), "holds a virtual table"),
}


def test_there_are_more_than_25() -> None:
    assert sum(map(len, (ZIPS, SHAPEFILES, TEXTS, WORKBOOKS, GEOPACKAGES))) + 1 > 25


@pytest.mark.parametrize("kind", ZIPS)
def test_a_hostile_zip_is_refused(tmp_path: Path, kind: str) -> None:
    make, why = ZIPS[kind]
    refused(put(tmp_path / "지은.zip", make()), why)
    assert [one.name for one in tmp_path.iterdir()] == ["지은.zip"]


@pytest.mark.parametrize("kind", SHAPEFILES)
def test_a_hostile_shapefile_is_refused(tmp_path: Path, kind: str) -> None:
    make, why = SHAPEFILES[kind]
    for suffix, content in make().items():
        put(tmp_path / f"지은{suffix}", content)
    refused(tmp_path / "지은.shp", why)


def test_the_same_shapefile_without_malice_is_taken(tmp_path: Path) -> None:
    for suffix, content in shapefile(polygon(SQUARE)).items():
        put(tmp_path / f"지은{suffix}", content)
    assert read_vector(tmp_path / "지은.shp").rows == [{"name": "made up"}]


@pytest.mark.parametrize("kind", TEXTS)
def test_a_hostile_geojson_is_refused(tmp_path: Path, kind: str) -> None:
    make, why = TEXTS[kind]
    refused(put(tmp_path / "지은.geojson", make()), why)


@pytest.mark.parametrize("kind", GEOPACKAGES)
def test_a_geopackage_with_a_program_inside_is_refused(tmp_path: Path, kind: str) -> None:
    statements, why = GEOPACKAGES[kind]
    geopackage(tmp_path / "지은.gpkg", *statements)
    refused(tmp_path / "지은.gpkg", why)


def test_a_broken_geopackage_is_refused(tmp_path: Path) -> None:
    content = bytearray(geopackage(tmp_path / "whole.gpkg"))
    content[4096:8192] = b"\xff" * 4096
    refused(put(tmp_path / "지은.gpkg", bytes(content)), "damaged")


@pytest.mark.parametrize("kind", WORKBOOKS)
def test_a_hostile_workbook_is_refused(tmp_path: Path, kind: str) -> None:
    make, why = WORKBOOKS[kind]
    path = put(tmp_path / "지은.xlsx", make())
    with pytest.raises(ParseFailed, match=why):
        list(read_excel(path, columns=["이름"], aliases={}))


def test_the_same_workbook_without_malice_is_taken(tmp_path: Path) -> None:
    rows = read_excel(put(tmp_path / "지은.xlsx", workbook()), columns=["이름"], aliases={})
    assert list(rows) == [{"이름": "지은"}]


def put(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def refused(path: Path, why: str) -> None:
    """The reader refuses the file; that its process has 512 MB at most is proved in test_confined.py."""
    with pytest.raises(ParseFailed, match=f"^{path.name}: .*({why})"):
        read_vector(path)
