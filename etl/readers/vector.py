"""Vector files of operators: a shapefile (loose or zipped), GeoPackage or GeoJSON to rows of text with sound shapes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import numpy.typing as npt
import shapely

from etl.clean.crs import stated_system
from etl.errors import ParseFailed
from etl.readers.confined import MEMORY_BYTES, confined
from etl.readers.zip_file import unpack

SUFFIXES = (".shp", ".gpkg", ".geojson", ".json")
SHAPEFILE = (".shp", ".dbf", ".shx", ".prj", ".cpg")
ZIP_MARK = b"PK\x03\x04"
NOT_TAKEN = (".kml", ".kmz", ".gml", ".gpx", ".osm", ".xml", ".svg", ".gdb", ".tab", ".mif", ".dxf", ".vrt")


@dataclass(frozen=True, slots=True)
class VectorFile:
    """Rows of text by column and their shapes in the file's own coordinates (x east, y north).

    `crs` is the EPSG code that the file claims (None: it claims nothing that is known), `claim` how it says it.
    A claim proves nothing: see `etl/crs_proof.py`.
    """

    rows: list[dict[str, str]]
    shapes: npt.NDArray[np.object_]
    crs: int | None
    claim: str


def read_vector(path: Path, *, pattern: str = "*", memory_bytes: int = MEMORY_BYTES) -> VectorFile:
    """The layer of a file, or of the one file in a zip whose name fits the glob; a GeoPackage must have one layer.

    It is read in a child process of little memory. ParseFailed names the file and its fault: another format,
    an archive that breaks a rule, text that is garbled, shapes that are broken beyond repair.
    """
    try:
        refuse_format(path)
        with TemporaryDirectory(prefix="etl-") as folder:
            found = confined(read_layer, str(path.resolve()), pattern, folder, memory_bytes=memory_bytes)
    except ParseFailed as error:
        raise ParseFailed(f"{path.name}: {error}") from error
    return VectorFile(
        rows=[dict(zip(found["columns"], cells, strict=True)) for cells in found["rows"]],
        shapes=shapely.from_wkb(np.asarray(found["shapes"], dtype=object)),
        crs=stated_system(found["crs"]),
        claim=found["crs"],
    )


def read_layer(path: str, pattern: str, folder: str) -> object:
    """A `Layer` of one file; runs in the child process. `folder` is ours to write in."""
    source, inside = Path(path), Path(folder) / "inside"
    inside.mkdir()
    if first_bytes(source).startswith(ZIP_MARK):
        return read_one(map(Path, unpack(path, "*", str(inside))), pattern, Path(folder))
    beside = [one for one in source.parent.iterdir() if one.stem.casefold() == source.stem.casefold()]
    return read_one(beside if source.suffix.casefold() in SHAPEFILE else [source], pattern, Path(folder))


def read_one(files: Iterable[Path], pattern: str, folder: Path) -> object:
    """The layer of the one vector file among some."""
    from etl.readers.geojson import read_geojson
    from etl.readers.geopackage import MARK as GEOPACKAGE
    from etl.readers.geopackage import read_geopackage
    from etl.readers.shapefile import MARK as SHP
    from etl.readers.shapefile import read_shapefile

    every = list(files)
    main = main_file(every, pattern)
    mark = first_bytes(main)
    if main.suffix.casefold() == ".shp" and mark.startswith(SHP):
        return read_shapefile({one.suffix.casefold(): one for one in every if of_one(one, main)}, folder)
    if main.suffix.casefold() == ".gpkg" and mark.startswith(GEOPACKAGE):
        return read_geopackage(main, folder)
    if mark.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{":
        return read_geojson(main)
    raise ParseFailed(f"{main.name} is not what its name says.")


def main_file(files: Iterable[Path], pattern: str) -> Path:
    """The file that holds the shapes; ParseFailed when there are several, or none."""
    vectors = [one for one in files if one.suffix.casefold() in SUFFIXES]
    fitting = [one for one in vectors if fnmatch(one.name, pattern)]
    if len(fitting) != 1:
        named = ", ".join(one.name for one in vectors[:5]) or "none"
        raise ParseFailed(f"One shapefile, GeoPackage or GeoJSON like {pattern} is wanted; there is: {named}")
    refuse_format(fitting[0])
    return fitting[0]


def of_one(file: Path, main: Path) -> bool:
    """Whether a file belongs to the same shapefile."""
    return file.stem.casefold() == main.stem.casefold() and file.suffix.casefold() in SHAPEFILE


def refuse_format(path: Path) -> None:
    """ParseFailed for formats that are not taken, XML above all (it can name other files to read)."""
    mark = first_bytes(path)
    texts = [mark.decode(codec, "ignore").lstrip("\ufeff \t\r\n") for codec in ("utf-8", "utf-16-le", "utf-16-be")]
    if path.suffix.casefold() in NOT_TAKEN or any(text.startswith("<") for text in texts):
        kind = path.suffix.lstrip(".").upper() or "XML"
        raise ParseFailed(
            f"{kind} is not taken (KML, GML, GPX and other XML are not); give a shapefile, GeoPackage or GeoJSON."
        )


def first_bytes(path: Path) -> bytes:
    """The beginning of a file."""
    with path.open("rb") as opened:
        return opened.read(64)
