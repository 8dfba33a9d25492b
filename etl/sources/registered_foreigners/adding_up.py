"""Cells to numbers: a blank is none only where the row's own total proves it, and every sum must come out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from etl.errors import ParseFailed
from etl.sources.registered_foreigners.layout import GYEONGGI, Stated
from etl.units import Unit

NUMBER = re.compile(r"\d{1,3}(,\d{3})+|\d+")
BLANKS = {"", "-", "–"}
# What is kept secret or not known, in the signs of Korea's statistics.
HIDDEN = {"X", "x", "*", "...", "…", "…."}


@dataclass(frozen=True, slots=True)
class Counted:
    """The persons of one region by nationality (None: not told) and the total that its row states."""

    code: str
    month: date
    total: int | None
    persons: Mapping[str, int | None]


def counted(stated: Stated) -> Counted:
    """A row in numbers; ParseFailed when it does not add up to its own total.

    A hidden cell is unknown. A blank one (`-`) is 0 where the others make up the total; else it is unknown too.
    """
    cells = {name: number(text, stated, name) for name, text in stated.cells.items()}
    total = number(stated.total, stated, "총계")
    told = sum(value for value in cells.values() if value is not None)
    complete = total is not None and told == total
    if total is not None and (told > total or (told < total and None not in cells.values())):
        raise ParseFailed(f"Line {stated.line}: the nationalities make {told:,}, the total is {total:,}.")
    if complete:
        cells = {name: 0 if stated.cells[name].strip() in BLANKS else value for name, value in cells.items()}
    return Counted(stated.code, stated.month, total, cells)


def number(text: str, stated: Stated, name: str) -> int | None:
    """A cell's number; None for one that is blank or hidden. ParseFailed for any other text."""
    cell = text.strip()
    if cell in BLANKS or cell in HIDDEN:
        return None
    if not NUMBER.fullmatch(cell):
        raise ParseFailed(f"Line {stated.line}, {name}: {cell[:30]!r} is no number of persons.")
    return int(cell.replace(",", ""))


def lowest(rows: Iterable[Counted], units: Mapping[str, Unit]) -> list[Counted]:
    """The rows that count everybody once: gu where there are any, si and gun; sums are compared with what is above.

    ParseFailed when a region comes twice in a month, or a sum is not what its si or the province states.
    """
    by_month = defaultdict[date, dict[str, Counted]](dict)
    for row in rows:
        if row.code in by_month[row.month]:
            raise ParseFailed(f"{row.code} comes twice in {row.month:%Y-%m}.")
        by_month[row.month][row.code] = row
    return [row for there in by_month.values() for row in lowest_of(there, units)]


def lowest_of(there: Mapping[str, Counted], units: Mapping[str, Unit]) -> list[Counted]:
    """The same for one month."""
    parts = defaultdict[str, list[Counted]](list)
    for code, row in there.items():
        if code != GYEONGGI and units[code].parent_code:
            parts[units[code].parent_code].append(row)
    for si, gu in parts.items():
        if si in there:
            compare(there[si], gu, named=units[si].name_ko)
    found = [row for code, row in there.items() if code != GYEONGGI and code not in parts]
    if GYEONGGI in there:
        compare(there[GYEONGGI], found, named="경기도")
    return found


def compare(above: Counted, parts: Sequence[Counted], *, named: str) -> None:
    """ParseFailed when parts do not make up what is stated above them; where something is not told they may be less."""
    stated = {"총계": above.total, **above.persons}
    for name, whole in stated.items():
        values = [part.total if name == "총계" else part.persons.get(name) for part in parts]
        told = sum(value for value in values if value is not None)
        if whole is not None and (told > whole or (told < whole and None not in values)):
            raise ParseFailed(f"{named}, {name}: its parts make {told:,}, it states {whole:,}.")
