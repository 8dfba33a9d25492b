"""GeoPackages: one layer of tables only, without programs inside; runs in a child process."""

from __future__ import annotations

import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import shapely
from pyogrio.raw import read

from etl.errors import ParseFailed
from etl.readers.layer import Layer, as_text, layer
from etl.readers.letters import refuse_garbled

MARK = b"SQLite format 3\x00"
# What the standard itself and GDAL put in; none of them runs while a file is read.
HONEST_TRIGGER = re.compile(r"(rtree|gpkg|trigger_(insert|delete)_feature_count|feature_count)_[\w .-]+")
HONEST_VIRTUAL = re.compile(
    r"create\s+virtual\s+table\s+(rtree_\w+|\"rtree_[\w .-]+\")\s+using\s+rtree\b", re.IGNORECASE
)


def read_geopackage(path: Path, folder: Path) -> Layer:
    """Its one layer; `folder` is ours to write in."""
    target = folder / "layer.gpkg"
    shutil.copyfile(path, target)
    name = layer_name(target)
    meta, _, shapes, values = read(target, layer=name, force_2d=True, datetime_as_string=True)
    rows = [[as_text(value) for value in row] for row in zip(*(column.tolist() for column in values), strict=True)]
    refuse_garbled([cell for row in rows for cell in row])
    return layer(
        [str(one) for one in meta["fields"]], rows, shapely.from_wkb(np.asarray(shapes)), crs=meta["crs"] or ""
    )


def layer_name(path: Path) -> str:
    """The name of the one layer; ParseFailed when the database is damaged, holds programs or several layers."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as opened:
            opened.execute("PRAGMA trusted_schema = OFF")
            refuse_programs(opened)
            fault = opened.execute("PRAGMA quick_check(1)").fetchone()[0]
            if fault != "ok":
                raise ParseFailed(f"The GeoPackage is damaged ({fault}); fetch it again.")
            found = opened.execute("SELECT table_name FROM gpkg_contents WHERE data_type = 'features'").fetchall()
            if len(found) != 1:
                named = ", ".join(str(name) for (name,) in found[:5]) or "none"
                raise ParseFailed(f"A GeoPackage with one layer is wanted; there is: {named}")
            return str(found[0][0])
    except sqlite3.Error as error:
        raise ParseFailed(f"The GeoPackage is damaged or none ({error}); fetch it again.") from error


def refuse_programs(opened: sqlite3.Connection) -> None:
    """ParseFailed for views, foreign triggers and virtual tables: they run what the file's maker wrote."""
    for kind, name, sql in opened.execute("SELECT type, name, sql FROM sqlite_master"):
        virtual = "virtual" in str(sql or "").casefold().split("(")[0].split()
        faults = {
            "a view": kind == "view",
            "a trigger": kind == "trigger" and not HONEST_TRIGGER.fullmatch(name),
            "a virtual table": virtual and not HONEST_VIRTUAL.match(sql),
        }
        for fault, found in faults.items():
            if found:
                raise ParseFailed(f"The GeoPackage holds {fault} ({name[:60]}); it is refused.")
