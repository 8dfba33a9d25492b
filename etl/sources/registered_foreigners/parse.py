"""Registered foreigners (staying over 90 days): the ministry's monthly matrix, or KOSIS' list, to counts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from etl.record import RegisteredRecord, Skip
from etl.source import Source
from etl.sources.boundaries.codes import PROVINCES, read_code_table
from etl.sources.boundaries.parse import code_table_file
from etl.sources.registered_foreigners.adding_up import counted, lowest
from etl.sources.registered_foreigners.layout import GYEONGGI, Rows, Stated, bare, listed, matrix
from etl.units import Unit, Units


def parse_table(rows: Rows, source: Source) -> Iterator[tuple[int, RegisteredRecord | Skip]]:
    """Each row's number with what came of it; rows belong together, for sums are compared.

    One record for each lowest region of Gyeonggi and nationality that is told, zero included; what is hidden is
    in no record. ParseFailed when a sum does not come out, a region or a cell is not understood.
    """
    units = units_of_today()
    is_list = bool(rows) and "국적" in rows[0][1]
    found = listed(rows, units) if is_list else matrix(rows, Units(units.values()), month=source.reference_date)
    stated = list[Stated]()
    for one in found:
        if isinstance(one, Stated):
            stated.append(one)
        else:
            yield one
    lines = {(one.code, one.month): one.line for one in stated}
    for row in lowest((counted(one) for one in stated), units):
        for name, persons in row.persons.items():
            if persons is not None:
                nationality = source.mappings["nationalities"].get(bare(name), "")
                yield (
                    lines[row.code, row.month],
                    RegisteredRecord(row.code, row.month, nationality, bare(name), persons),
                )


@cache
def units_of_today() -> dict[str, Unit]:
    """Gyeonggi's si, gun and gu of the code table, by code."""
    table = read_code_table(code_table_file())
    found = {}
    for (province, full_ko), row in table.units.items():
        if PROVINCES[province] == GYEONGGI and full_ko:
            *above, name = full_ko.split()
            parent = table.units[province, above[0]].code[:5] if above else ""
            found[row.code[:5]] = Unit(row.code[:5], name, province, parent, "".join(above))
    return found
