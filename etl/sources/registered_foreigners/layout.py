"""The two layouts of the counts, as one: the ministry's matrix (a column for each nationality) and KOSIS' list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from etl.errors import ParseFailed
from etl.file_names import last_day
from etl.record import Skip
from etl.units import Unit, Units

GYEONGGI = "41"
PROVINCE = "경기도"
TOTALS = {"", "총계", "합계", "계", "소계", "전체"}
# 시도 as the ministry writes it, whole or short; anything else in that column is a note.
PROVINCES = re.compile(
    r"(서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|제주|충청?[북남]|전라?[북남]|경상?[북남]).*"
)
ALL_OF_KOREA = {"총계", "합계", "계", "소계", "전국", "전체", "총합계"}

Rows = Sequence[tuple[int, dict[str, str]]]


@dataclass(slots=True)
class Stated:
    """What is said of one region (a unit's code, or `41` for the province) at the end of one month: the total and
    the cells by nationality as they were written; `line` is where."""

    line: int
    month: date
    code: str
    total: str = ""
    cells: dict[str, str] = field(default_factory=dict)


def bare(text: str) -> str:
    """A name without spaces."""
    return re.sub(r"\s+", "", text)


def matrix(rows: Rows, units: Units, *, month: date | None) -> Iterable[Stated | tuple[int, Skip]]:
    """The ministry's rows. A province that stands in the first of its rows only (a merged cell) holds on."""
    if month is None:
        raise ParseFailed("The file's name must say the month, as in 등록외국인(2026.10.).xlsx.")
    province = ""
    for number, row in rows:
        named, unit, total = bare(row.pop("시도")), bare(row.pop("시군구")), row.pop("총계")
        province = named or province
        if province in ALL_OF_KOREA:
            yield number, Skip("total_of_all")
        elif not PROVINCES.fullmatch(province) or not (total or any(row.values())):
            yield number, Skip("note")
        elif not province.startswith("경기"):
            yield number, Skip("other_province")
        else:
            yield Stated(number, month, code_of(unit, units), total, {name: row[name] for name in row if name})


def code_of(unit: str, units: Units) -> str:
    """The code of a unit of Gyeonggi by its name without spaces; ParseFailed when it is not known."""
    if unit in TOTALS | {PROVINCE}:
        return GYEONGGI
    code = units.code_of(f"{PROVINCE} {unit}")
    if code is None:
        raise ParseFailed(f"{PROVINCE} has no {unit}; today's units are in the code table.")
    return code


def listed(rows: Rows, units: Mapping[str, Unit]) -> Iterable[Stated | tuple[int, Skip]]:
    """KOSIS' rows, gathered by region and period; ParseFailed when they are not by nationality."""
    found: dict[tuple[str, date], Stated] = {}
    for number, row in rows:
        code, name, nation = row.pop("지역코드"), bare(row.pop("지역")), row.pop("국적")
        month, persons = period(row.pop("시점")), row.pop("인원")
        if not nation:
            raise ParseFailed("The table has no nationality in its second dimension (C2_NM).")
        if code[:2] != GYEONGGI:
            yield number, Skip("total_of_all" if name in ALL_OF_KOREA else "other_province")
            continue
        code = known(code, name, units)
        stated = found.setdefault((code, month), Stated(number, month, code))
        put(stated, nation, persons)
    yield from found.values()


def put(stated: Stated, nation: str, persons: str) -> None:
    """Add one cell; ParseFailed when it is there already."""
    if bare(nation) in TOTALS:
        twice, stated.total = bool(stated.total), persons
    else:
        twice = nation in stated.cells
        stated.cells[nation] = persons
    if twice:
        raise ParseFailed(f"{stated.code} {nation} comes twice; the table has one more dimension (sex, visa).")


def known(code: str, name: str, units: Mapping[str, Unit]) -> str:
    """The code of the province or of a unit, of 2, 5 or 10 digits, whose name is the one that our table has for it."""
    if not code[2:].strip("0"):
        return GYEONGGI
    code = code.removesuffix("00000") if len(code) == 10 else code
    if code not in units or not bare(units[code].parent_ko + units[code].name_ko).endswith(name):
        raise ParseFailed(f"The code {code} of {name} is not that of the code table.")
    return code


def period(stated: str) -> date:
    """The last day of a year (`2024`) or month (`202412`)."""
    if not re.fullmatch(r"20\d\d((0[1-9])|(1[0-2]))?", stated):
        raise ParseFailed(f"{stated!r} is no year and no month.")
    return last_day(int(stated[:4]), int(stated[4:] or 12))
