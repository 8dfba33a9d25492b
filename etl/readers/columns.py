"""Headers of tables: cleaned, given their official names, and all there."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence

from etl.errors import ParseFailed

SPACE = re.compile(r"\s+")
HEADER_ROWS = 10


def official_headers(
    cells: Sequence[str], *, columns: Sequence[str], aliases: Mapping[str, tuple[str, ...]]
) -> list[str]:
    """The header's cells under the names that the source's YAML uses; blank cells stay blank."""
    official = {key(name): name for name in columns}
    official |= {key(other): name for name, others in aliases.items() for other in (name, *others)}
    return [official.get(key(cell), tidy(cell)) for cell in cells]


def header_at(rows: Sequence[Sequence[str]], *, columns: Sequence[str], aliases: Mapping[str, tuple[str, ...]]) -> int:
    """The row, of the first ten, that holds every required column; titles may stand above it.

    ParseFailed names the columns that the likeliest row lacks.
    """
    lacking = [
        [name for name in columns if name not in set(official_headers(row, columns=columns, aliases=aliases))]
        for row in rows[:HEADER_ROWS]
    ]
    if not lacking:
        raise ParseFailed("The table is empty.")
    best = min(range(len(lacking)), key=lambda index: len(lacking[index]))
    if len(lacking[best]) == len(columns):
        raise ParseFailed(f"None of the columns is there ({', '.join(columns)}): a wrong file or encoding.")
    if lacking[best]:
        raise ParseFailed(f"Missing columns: {', '.join(lacking[best])}")
    refuse_twins(official_headers(rows[best], columns=columns, aliases=aliases))
    return best


def refuse_twins(headers: Sequence[str]) -> None:
    """ParseFailed when two columns have one name."""
    twins = [name for name, times in Counter(headers).items() if name and times > 1]
    if twins:
        raise ParseFailed(f"Two columns with one name: {', '.join(twins)}")


def key(cell: str) -> str:
    """A header without spaces and letter case, to compare by."""
    return SPACE.sub("", unicodedata.normalize("NFC", cell).replace("\ufeff", "")).casefold()


def tidy(cell: str) -> str:
    """A header with single spaces."""
    return SPACE.sub(" ", unicodedata.normalize("NFC", cell).replace("\ufeff", "")).strip()
