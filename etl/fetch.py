"""Finding a source's input and its fingerprint: unchanged input is not loaded again."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from inspect import signature
from pathlib import Path

from etl.api.saved import MANIFEST, is_whole
from etl.companions import companion_pages
from etl.details import is_details
from etl.errors import FetchFailed
from etl.file_names import fits, stated_date
from etl.own_file import OwnFile, own_file
from etl.source import Format, Source

CHANGES = "changes"
PAGE = re.compile(r"\d{4}\.(?:json|xml)")
MOST_NAMED = 5
ETL = Path(__file__).resolve().parent
REFERENCE = ETL.parent / "data" / "reference"


@dataclass(frozen=True, slots=True)
class Input:
    """What a run reads: files (none for generated sources), the hash of all that shapes the
    result, a name for people, and the day the file's name says it is true for. A `partial` input
    holds changes only: nothing may be concluded from a row that is not in it. `own` is an operator's file on top
    of a package."""

    files: tuple[Path, ...]
    sha256: str
    name: str
    reference_date: date | None = None
    partial: bool = False
    own: OwnFile | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """Files that belong together: of one day, or the pages of one fetch."""

    files: tuple[Path, ...]
    stated: date | None
    arrived_ns: int
    name: str


def find_input(source: Source, *, raw_dir: Path, salt: str = "", changes: bool = False) -> Input | None:
    """The source's input, or None when there is no file: the newest of what an operator put into its folder
    and of what its server gave. With `changes`, the newest changes that its server gave.

    `salt` is what the records depend on beside their files and code. FetchFailed when the folder has
    files but none that the source can read.
    """
    if source.format in (Format.TABLE, Format.OSM):
        return delivered(source, raw_dir / source.name, salt=salt, changes=changes)
    if source.format is Format.PACKAGE:
        return packaged(source, raw_dir / source.name, salt=salt)
    return Input((), fingerprint(source, (), salt=salt), "generated", source.reference_date)


def packaged(source: Source, folder: Path, *, salt: str) -> Input:
    """The files of a package; with an operator's own file on top, when the source takes one and it is there."""
    files = package_files(source)
    own = own_file(folder) if hasattr(source.parser, "parse_on_top") else None
    if own is None:
        name = ", ".join(file.name for file in files)
        return Input(tuple(files), fingerprint(source, files, salt=salt), name, source.reference_date)
    files += own.files
    return Input(tuple(files), fingerprint(source, files, salt=salt), own.path.name, own.reference_date, own=own)


def delivered(source: Source, folder: Path, *, salt: str, changes: bool) -> Input | None:
    """The newest delivery in the source's folder."""
    if not folder.is_dir():
        return None
    pages = page_folders(folder)
    found = [pages_of(path, source, folder) for path in pages if is_whole(path) and (CHANGES in path.name) == changes]
    if not changes:
        found += files_in(source, folder, but=pages)
    if not found:
        return None
    last = max(found, key=lambda one: (one.stated or arrived_on(one), one.arrived_ns, one.name))
    return Input(last.files, fingerprint(source, last.files, salt=salt), last.name, last.stated, partial=changes)


def page_folders(folder: Path) -> list[Path]:
    """The folders of API pages in a source's folder, whole or not; one just begun has a manifest only."""
    return sorted({path.parent for name in ("0001.json", "0001.xml", MANIFEST) for path in folder.glob(f"*/{name}")})


def pages_of(path: Path, source: Source, folder: Path) -> Delivery:
    """A folder of pages, in their order, and what completes them."""
    files = tuple(page for page in sorted(path.iterdir()) if PAGE.fullmatch(page.name))
    arrived = max(page.stat().st_mtime_ns for page in files)
    beside = companion_pages(path, source.api) if source.api else []
    return Delivery((*files, *beside), stated_date(files[0], folder), arrived, f"{path.name}: {len(files)} pages")


def files_in(source: Source, folder: Path, *, but: Sequence[Path]) -> list[Delivery]:
    """The files that an operator put into the folder; those of one stated date belong together."""
    present = [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not {path.parent, path.parent.parent} & set(but) and not path.name.startswith(("~$", "."))
    ]
    patterns = (source.file_pattern, source.archive_pattern)
    fitting = [path for path in present if any(fits(path.name, pattern) for pattern in patterns if pattern)]
    fitting = [path for path in fitting if not is_details(path, source)]
    if present and not fitting:
        named = ", ".join(path.name for path in present[:5])
        raise FetchFailed(f"No file like {source.file_pattern} in {folder} (there is: {named})")
    together = defaultdict[date | Path, list[Path]](list)
    for path in fitting:
        together[stated_date(path, folder) or (path.parent if source.together else path)].append(path)
    for path in present:
        day = stated_date(path, folder)
        if day and day in together and is_details(path, source):
            together[day].append(path)
    return [delivery(files, folder) for files in together.values()]


def delivery(files: Sequence[Path], folder: Path) -> Delivery:
    """Files of one date as one delivery, named for people: a few by name, many by number."""
    named = ", ".join(path.name for path in files) if len(files) <= MOST_NAMED else f"{len(files)} files"
    arrived = max(path.stat().st_mtime_ns for path in files)
    return Delivery(tuple(files), stated_date(files[0], folder), arrived, named)


def arrived_on(one: Delivery) -> date:
    """The day on which a delivery without a stated date came."""
    return datetime.fromtimestamp(one.arrived_ns / 1e9).date()


def package_files(source: Source) -> list[Path]:
    """The files a package source reads: what its parse module's functions `*_file` without arguments give."""
    functions: list[Callable[[], Path]] = [
        function
        for name, function in sorted(vars(source.parser).items())
        if name.endswith("_file") and callable(function) and not signature(function).parameters
    ]
    return [function() for function in functions]


def fingerprint(source: Source, files: Iterable[Path], *, salt: str = "") -> str:
    """One hash of the input files, the source's own folder, what sources share and the clean-up steps:
    a change in any of them is a change of the result."""
    folders = (source.folder, source.folder.parent, ETL / "clean")
    code = [*source.folder.glob("*.yml"), *(path for folder in folders for path in folder.glob("*.py"))]
    if source.geocode:
        code += [ETL / "geocode.py", ETL / "legal_dongs.py"]
    if source.format is Format.GENERATED:
        code.append(ETL / "generate.py")
    if source.format is Format.PACKAGE:
        code += REFERENCE.glob("*.csv")
    if source.format is Format.OSM:
        code += (ETL / "readers").glob("*osm*")
    digest = hashlib.sha256(salt.encode())
    for path in [*sorted(files), *sorted(code)]:
        with path.open("rb") as opened:
            digest.update(hashlib.file_digest(opened, "sha256").digest())
    return digest.hexdigest()
