"""Rows of an operator's boundary file to codes of today: units by NSDI's, the road office's or our columns, dongs by
admdongkor's or SGIS'."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from etl.errors import ParseFailed
from etl.record import RegionRecord
from geoportal.regions.categories import Level

CHANGES_FILE = Path(__file__).resolve().parents[3] / "data" / "reference" / "unit_changes.csv"
MOIS_DONG = ("adm_cd2", "adm_nm")
# SGIS' units have 5 digits there, its dongs 7 or 8.
CENSUS = ("adm_cd", "adm_nm")
# Code and name in files of units: NSDI, road names, ours, SGIS.
UNIT_COLUMNS = (("ADM_SECT_C", "SGG_NM"), ("SIG_CD", "SIG_KOR_NM"), ("code", "name_ko"), CENSUS)
# SGIS' own codes of Gyeonggi, Seoul and Incheon, by MOIS'.
CENSUS_PROVINCES = {"31": "41", "11": "11", "23": "28"}
WANTED_UNITS = (Level.SIGUN, Level.GU)


@dataclass(frozen=True, slots=True)
class Row:
    """One area of the file: where in it, its code of today, its name as the file writes it."""

    number: int
    code: str
    name_ko: str


class Known:
    """The regions in force, by code and by name without spaces."""

    def __init__(self, records: Iterable[RegionRecord]) -> None:
        self.records = {record.code: record for record in records if record.valid_to is None}
        self._by_name = {
            (code[:2], name): code
            for code, record in self.records.items()
            if record.level in WANTED_UNITS
            for name in (self.bare_name(code),)
        }

    def bare_name(self, code: str) -> str:
        """A region's name below the province, without spaces: `수원시장안구파장동`."""
        record = self.records[code]
        above = self.records.get(record.parent_code or "")
        return (self.bare_name(above.code) if above and above.level != Level.PROVINCE else "") + record.name_ko

    def unit_named(self, province: str, name: str) -> str | None:
        """The code of the unit that a name without spaces means."""
        return self._by_name.get((province, name))

    def is_unit(self, code: str) -> bool:
        """Whether a code is that of a si, gun or gu in force."""
        return code in self.records and self.records[code].level in WANTED_UNITS


def unit_rows(rows: Sequence[Mapping[str, str]], known: Known) -> list[Row] | None:
    """The file's si, gun and gu of our provinces; None when it is no file of units.

    ParseFailed when a code and its name do not agree, when a unit is unknown or comes twice.
    """
    columns = columns_of(rows, UNIT_COLUMNS)
    if columns is None or not all(re.fullmatch(r"\d{5}(0{5})?", row[columns[0]]) for row in rows):
        return None
    if columns == CENSUS:
        return census_units(rows, known)
    changes = read_changes()
    found = [
        Row(number, unit_code(row[columns[0]][:5], bare(row[columns[1]]), known, changes), row[columns[1]])
        for number, row in enumerate(rows)
        if row[columns[0]][:2] in CENSUS_PROVINCES.values()
    ]
    refuse_twins(found)
    return found


def census_units(rows: Sequence[Mapping[str, str]], known: Known) -> list[Row]:
    """SGIS' units of our provinces, found by name: `경기도 수원시 장안구`."""
    found = [
        Row(number, census_unit(row[CENSUS[0]], row[CENSUS[1]], known), row[CENSUS[1]])
        for number, row in enumerate(rows)
        if row[CENSUS[0]][:2] in CENSUS_PROVINCES
    ]
    refuse_twins(found)
    return found


def census_unit(code: str, name: str, known: Known) -> str:
    """The MOIS code of the unit that SGIS calls so; its code is not MOIS' (11010 is another gu there)."""
    province = CENSUS_PROVINCES[code[:2]]
    above = known.records[province].name_ko if province in known.records else ""
    found = known.unit_named(province, bare(name.removeprefix(above)))
    if found is None:
        raise ParseFailed(f"The unit {code} {name} of SGIS is not known by this name.")
    return found


def unit_code(code: str, name: str, known: Known, changes: Mapping[str, str]) -> str:
    """Today's code of a unit that the file calls so."""
    today = changes.get(code, code)
    if today != code or (known.is_unit(today) and known.bare_name(today).endswith(name)):
        return today
    named = known.unit_named(code[:2], name)
    if named is None or known.is_unit(code):
        raise ParseFailed(f"The unit {code} {name} of the file is not known; today's units are in the code table.")
    return named


def dong_rows(rows: Sequence[Mapping[str, str]], known: Known) -> list[Row] | None:
    """The file's dongs of our provinces by today's code; None when it is no file of dongs.

    With MOIS codes (admdongkor) a new dong is taken under its unit. SGIS' codes are not MOIS': a dong is found by
    its full name, and ParseFailed names those that are not.
    """
    columns = columns_of(rows, (MOIS_DONG, CENSUS))
    if columns is None:
        return None
    found, names = [], known_dongs(known)
    for number, row in enumerate(rows):
        code, name = row[columns[0]].removesuffix(".0"), row[columns[1]]
        if columns == MOIS_DONG and code[:2] in CENSUS_PROVINCES.values():
            found.append(Row(number, mois_dong(code, name, known), name))
        elif columns == CENSUS and code[:2] in CENSUS_PROVINCES:
            found.append(Row(number, census_dong(code, name, names), name))
    refuse_twins(found)
    return found


def mois_dong(code: str, name: str, known: Known) -> str:
    """The code of a dong whose unit is in force; ParseFailed for any other."""
    if not re.fullmatch(r"\d{10}", code) or not known.is_unit(code[:5]):
        raise ParseFailed(f"The dong {code} {name} of the file is in no unit of today.")
    return code


def census_dong(code: str, name: str, names: Mapping[tuple[str, str], str]) -> str:
    """The MOIS code of the dong that SGIS calls so, `경기도 수원시 장안구 파장동`."""
    if not re.fullmatch(r"\d{7,8}", code):
        raise ParseFailed(f"{code!r} of {name} is no code of SGIS (7 or 8 digits).")
    key = (CENSUS_PROVINCES[code[:2]], bare(" ".join(name.split()[1:])))
    if key not in names:
        raise ParseFailed(
            f"The dong {code} {name} is not known by this name; a file with adm_cd2 (MOIS codes) is needed."
        )
    return names[key]


def known_dongs(known: Known) -> dict[tuple[str, str], str]:
    """Dongs in force by province and name without spaces, with and without the gu (it may be newer than the file)."""
    names: dict[tuple[str, str], str] = {}
    for code, record in known.records.items():
        if record.level == Level.DONG:
            gu = known.records[record.parent_code or ""]
            names[code[:2], known.bare_name(code)] = code
            if gu.level == Level.GU:
                names.setdefault((code[:2], known.bare_name(gu.parent_code or "") + record.name_ko), code)
    return names


def columns_of(rows: Sequence[Mapping[str, str]], choices: Iterable[tuple[str, str]]) -> tuple[str, str] | None:
    """The first pair of columns that the file has."""
    present = set(rows[0]) if rows else set()
    return next((pair for pair in choices if set(pair) <= present), None)


def refuse_twins(rows: Sequence[Row]) -> None:
    """ParseFailed when one code stands on two rows."""
    names: dict[str, str] = {}
    for row in rows:
        if row.code in names:
            raise ParseFailed(f"{row.code} comes twice in the file: {names[row.code]}, {row.name_ko}.")
        names[row.code] = row.name_ko


def bare(name: str) -> str:
    """A name without spaces."""
    return re.sub(r"\s+", "", name)


def read_changes(path: Path = CHANGES_FILE) -> dict[str, str]:
    """Old code of a unit to today's, of those that were renamed or founded again under another code."""
    with path.open(encoding="utf-8", newline="") as opened:
        return {row["was_code"]: row["code"] for row in csv.DictReader(opened)}
