"""The guides' translations as files (fixtures/guides/locale/<language>/<area>.po) against the checks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import polib
from django.conf import settings

from geoportal.translation.checks import Finding, check
from geoportal.translation.glossary.file import terms_of_file

FOLDER: Path = settings.BASE_DIR / "fixtures" / "guides" / "locale"


class Faulty(NamedTuple):
    """One finding in one message of one file."""

    path: Path
    line: int
    source: str
    text: str
    finding: Finding


class Counted(NamedTuple):
    """How many messages a language's files have, and how many are translated."""

    messages: int
    translated: int


def files(folder: Path = FOLDER) -> Iterator[tuple[str, Path]]:
    """Each file with its language; `zh_Hans` is the folder of zh-Hans."""
    for path in sorted(folder.glob("*/*.po")):
        yield path.parent.name.replace("_", "-"), path


def faults(language: str, path: Path) -> Iterator[Faulty]:
    """What the checks find in the file's translated messages."""
    terms = terms_of_file(language)
    for entry in _entries(path):
        if entry.msgstr:
            for finding in check(entry.msgid, entry.msgstr, language=language, terms=terms):
                yield Faulty(path, entry.linenum or 0, entry.msgid, entry.msgstr, finding)


def counted(path: Path) -> Counted:
    entries = _entries(path)
    return Counted(len(entries), sum(bool(entry.msgstr) for entry in entries))


def _entries(path: Path) -> list[polib.POEntry]:
    return [entry for entry in polib.pofile(str(path)) if not entry.obsolete and not entry.fuzzy]
