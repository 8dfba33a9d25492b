"""Finding a source's input and its fingerprint: unchanged input is not loaded again."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fnmatch import fnmatch
from inspect import signature
from pathlib import Path

from etl.errors import FetchFailed
from etl.source import Format, Source

ETL = Path(__file__).resolve().parent
REFERENCE = ETL.parent / "data" / "reference"
# `2025.12.`, `2025.9`, `2018-09-17`; and without separators `20250325`, `202512`.
DATED = re.compile(
    r"(?<!\d)(20\d\d)(?:"
    r"[.\-_ ](1[0-2]|0?[1-9])(?:[.\-_ ]([12]\d|3[01]|0?[1-9]))?"
    r"|(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])?"
    r")(?!\d)"
)


@dataclass(frozen=True, slots=True)
class Input:
    """What a run reads: files (none for generated sources), the hash of all that shapes the
    result, a name for people, and the day the file's name says it is true for."""

    files: tuple[Path, ...]
    sha256: str
    name: str
    reference_date: date | None = None


def find_input(source: Source, *, raw_dir: Path, salt: str = "") -> Input | None:
    """The source's input, or None when the operator has put no file there.

    `salt` is what a generated source depends on beside its own code. FetchFailed when the folder
    has files but none that the source can read.
    """
    if source.format is Format.TABLE:
        return table_input(source, raw_dir / source.name)
    files = package_files(source) if source.format is Format.PACKAGE else []
    name = ", ".join(file.name for file in files) or "generated"
    return Input(tuple(files), fingerprint(source, files, salt=salt), name, source.reference_date)


def table_input(source: Source, folder: Path) -> Input | None:
    """The newest file in the folder that matches the source's pattern; several of one date belong together."""
    if not folder.is_dir():
        return None
    present = [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith(("~$", "."))]
    patterns = (source.file_pattern, source.archive_pattern)
    fitting = [path for path in present if any(fits(path.name, pattern) for pattern in patterns)]
    if not present:
        return None
    if not fitting:
        named = ", ".join(path.name for path in present[:5])
        raise FetchFailed(f"No file like {source.file_pattern} in {folder} (there is: {named})")
    files = newest(fitting, folder)
    name = ", ".join(path.name for path in files)
    return Input(tuple(files), fingerprint(source, files), name, stated_date(files[0], folder))


def fits(name: str, pattern: str) -> bool:
    """Whether a file's name matches a glob, whichever way its Hangul is composed."""
    return fnmatch(unicodedata.normalize("NFC", name), pattern)


def newest(files: Sequence[Path], folder: Path) -> list[Path]:
    """All files of the latest stated date; when the latest has no stated date, that one file."""

    def day(path: Path) -> date:
        return stated_date(path, folder) or datetime.fromtimestamp(path.stat().st_mtime).date()

    last = max(files, key=lambda path: (day(path), path.stat().st_mtime_ns, path.name))
    if stated_date(last, folder) is None:
        return [last]
    return [path for path in files if stated_date(path, folder) == day(last)]


def stated_date(path: Path, folder: Path) -> date | None:
    """The date in a file's name, or else in its folder's: `2025.12` (its last day), `20250325`."""
    for text in (path.name, str(path.parent.relative_to(folder))):
        for year, *rest in DATED.findall(text):
            month, day = (int(part) for part in (rest[0] or rest[2], rest[1] or rest[3] or 0))
            return date(int(year), month, day) if day else last_day(int(year), month)
    return None


def last_day(year: int, month: int) -> date:
    """The last day of a month."""
    return date.fromordinal(date(year + month // 12, month % 12 + 1, 1).toordinal() - 1)


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
    if source.format is Format.GENERATED:
        code.append(ETL / "generate.py")
    if source.format is Format.PACKAGE:
        code += REFERENCE.glob("*.csv")
    digest = hashlib.sha256(salt.encode())
    for path in [*sorted(files), *sorted(code)]:
        with path.open("rb") as opened:
            digest.update(hashlib.file_digest(opened, "sha256").digest())
    return digest.hexdigest()
