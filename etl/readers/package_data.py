"""Finds data files inside an installed distribution without importing (running) the package."""

from __future__ import annotations

from fnmatch import fnmatch
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from etl.errors import FetchFailed


def package_file(name: str, path: str) -> Path:
    """The file `path` (relative to site-packages, with slashes) of the distribution `name`.

    Raises FetchFailed when the distribution is not installed or has no such file.
    """
    file = Path(str(_installed(name).locate_file(path)))
    if not file.is_file():
        raise FetchFailed(f"the installed distribution {name!r} has no file {path!r}")
    return file


def newest_package_file(name: str, pattern: str) -> Path:
    """The last, by name, of the distribution's files that match a glob such as `x/KIKmix.*.xlsx`.

    Dated files thus give the newest edition. Raises FetchFailed when nothing matches.
    """
    files = _installed(name).files or []
    matches = sorted(str(file) for file in files if fnmatch(str(file), pattern))
    if not matches:
        raise FetchFailed(f"the installed distribution {name!r} has no file like {pattern!r}")
    return package_file(name, matches[-1])


def _installed(name: str) -> Distribution:
    try:
        return distribution(name)
    except PackageNotFoundError as missing:
        raise FetchFailed(f"the distribution {name!r} is not installed; its data is needed") from missing
