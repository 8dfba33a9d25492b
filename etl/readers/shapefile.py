"""Shapefiles: .shp and .dbf, with or without .shx, .prj and .cpg; runs in a child process."""

from __future__ import annotations

import shutil
import struct
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import shapely
from pyogrio import set_gdal_config_options
from pyogrio.raw import read
from shapely import GeometryType

from etl.errors import ParseFailed
from etl.readers.layer import KINDS, MAX_FEATURES, Layer, as_text, layer
from etl.readers.letters import decoded

MARK = b"\x00\x00\x27\x0a"
HEADER_BYTES = 100
PRJ_BYTES = 20_000
# Null, points, polylines, polygons and multipoints; flat, with Z, with M.
SHAPE_TYPES = {kind + extra for kind in (1, 3, 5, 8) for extra in (0, 10, 20)}
# GDAL gives each byte as one letter, and the text is decoded here.
BYTE_FOR_BYTE = "ISO-8859-1"


def read_shapefile(parts: Mapping[str, Path], folder: Path) -> Layer:
    """The layer of a shapefile given by its files, suffix (`.shp`) to path; `folder` is ours to write in.

    The attributes' encoding is told by content, whatever a .cpg says. A missing .shx is made anew.
    """
    if ".dbf" not in parts:
        raise ParseFailed("There is no .dbf beside the .shp.")
    refuse_broken(parts)
    for suffix in (".shp", ".dbf", ".shx"):
        if suffix in parts:
            shutil.copyfile(parts[suffix], folder / f"layer{suffix}")
    set_gdal_config_options({"SHAPE_RESTORE_SHX": True})
    meta, _, shapes, values = read(
        folder / "layer.shp", encoding=BYTE_FOR_BYTE, force_2d=True, datetime_as_string=True
    )  # fmt: skip
    columns = decoded([name.encode(BYTE_FOR_BYTE) for name in meta["fields"]])
    found = shapely.from_wkb(np.asarray(shapes))
    refuse_other_types(found, shp_header(parts[".shp"])[1])
    return layer(columns, text_rows(values), found, crs=prj_of(parts))


def refuse_broken(parts: Mapping[str, Path]) -> None:
    """ParseFailed when a header and the size of its file do not agree, or the files with one another."""
    size, kind = shp_header(parts[".shp"])
    if kind not in SHAPE_TYPES:
        raise ParseFailed(f"The .shp holds shapes of type {kind}, which is none of points, lines and polygons.")
    if parts[".shp"].stat().st_size < size:
        raise ParseFailed("The .shp is cut off; fetch it again.")
    rows, needed = dbf_header(parts[".dbf"])
    if rows > MAX_FEATURES:
        raise ParseFailed(f"The .dbf has {rows:,} rows; at most {MAX_FEATURES:,} are taken.")
    if parts[".dbf"].stat().st_size < needed:
        raise ParseFailed("The .dbf is cut off; fetch it again.")
    if ".shx" in parts and parts[".shx"].stat().st_size != HEADER_BYTES + 8 * rows:
        raise ParseFailed(f"The .shx and the .dbf ({rows:,} rows) are not of one shapefile.")


def refuse_other_types(shapes: npt.NDArray[np.object_], kind: int) -> None:
    """ParseFailed when a shape is not of the type that the header says."""
    wanted = set(KINDS["point"] if kind % 10 in (1, 8) else KINDS["polygon"])
    stray = set(shapely.get_type_id(shapes).tolist()) - wanted - {-1}
    if stray and kind % 10 != 3:
        named = ", ".join(GeometryType(one).name for one in sorted(stray))
        raise ParseFailed(f"The .shp holds shapes that are not of the type its header says: {named}.")


def shp_header(path: Path) -> tuple[int, int]:
    """A .shp's size in bytes and type of shape, as its header says."""
    with path.open("rb") as opened:
        head = opened.read(HEADER_BYTES)
    if len(head) < HEADER_BYTES or not head.startswith(MARK):
        raise ParseFailed("The .shp is cut off or none.")
    return 2 * struct.unpack(">i", head[24:28])[0], struct.unpack("<i", head[32:36])[0]


def dbf_header(path: Path) -> tuple[int, int]:
    """A .dbf's rows, and the least size in bytes that they need."""
    with path.open("rb") as opened:
        head = opened.read(32)
    if len(head) < 32:
        raise ParseFailed("The .dbf is cut off.")
    rows, head_bytes, row_bytes = struct.unpack("<IHH", head[4:12])
    return rows, head_bytes + rows * row_bytes


def text_rows(values: Sequence[npt.NDArray[np.generic]]) -> list[list[str]]:
    """Columns of values as rows of text; what came as bytes in disguise is decoded, all at once."""
    texts = [[as_text(value) for value in column.tolist()] for column in values]
    flat = decoded([text.encode(BYTE_FOR_BYTE) for column in texts for text in column])
    length = len(texts[0]) if texts else 0
    return [list(row) for row in zip(*(flat[at : at + length] for at in range(0, len(flat), length or 1)), strict=True)]


def prj_of(parts: Mapping[str, Path]) -> str:
    """What the .prj says, or ``; ParseFailed when it is no text of a sane length."""
    if ".prj" not in parts:
        return ""
    content = parts[".prj"].read_bytes()
    if len(content) > PRJ_BYTES:
        raise ParseFailed(f"The .prj has {len(content):,} bytes.")
    return decoded([content.removeprefix(b"\xef\xbb\xbf")])[0]
