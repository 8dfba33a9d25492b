"""Finds GDAL and GEOS inside the pinned pyogrio and shapely wheels.

One GDAL on every machine, and a newer one than the distributions ship (Django warns of theirs).
The file is looked up without importing the packages, so a web process stays small.
"""

from __future__ import annotations

import os
from importlib.metadata import distribution
from pathlib import Path


def _library(package: str, pattern: str) -> str | None:
    folder = Path(str(distribution(package).locate_file(f"{package}.libs")))
    return str(next(iter(sorted(folder.glob(pattern))), "")) or None


def gdal_library() -> str | None:
    """Path of libgdal, or None to let Django look for the system's."""
    return _library("pyogrio", "libgdal*.so*")


def geos_library() -> str | None:
    """Path of libgeos_c, or None to let Django look for the system's."""
    return _library("shapely", "libgeos_c*.so*")


def use_wheel_data() -> None:
    """Point PROJ and GDAL at the tables that belong to that library."""
    package = Path(str(distribution("pyogrio").locate_file("pyogrio")))
    for variable, folder in (("PROJ_DATA", "proj_data"), ("GDAL_DATA", "gdal_data")):
        if (package / folder).is_dir():
            os.environ.setdefault(variable, str(package / folder))
