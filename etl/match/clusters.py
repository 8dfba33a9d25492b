"""Rows of many sources to places: one row of each source at most, the surest pairs first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from itertools import combinations, product

from etl.match.evidence import compare, forbidden
from etl.match.joining import Pair, join
from etl.match.keys import Candidate, Keys, keys_of

# About 250 m north to south; a point is compared with those of its cell and the eight around it.
CELLS_PER_DEGREE = 400


def twins(candidates: Iterable[Candidate]) -> dict[int, int]:
    """For each row that is the same place as another's: its id -> the id of the place's most trusted row.

    Pairs are taken surest first, ties by id; never two rows of one source in one place. Heads and rows without
    a twin are absent. The answer does not depend on the order of the rows.
    """
    rows = [keys_of(row) for row in sorted(candidates)]
    found = {pair: evidence for pair in pairs(rows) if (evidence := compare(rows[pair[0]], rows[pair[1]]))}
    heads = dict[int, int]()
    surest_first = sorted(found, key=lambda pair: (-found[pair].score, pair))
    for members in join(surest_first, may_join=lambda one, other: not forbidden(rows[one], rows[other])):
        head, *others = sorted((rows[index].row for index in members), key=lambda row: (row.rank, row.id))
        heads |= {row.id: head.id for row in others}
    return heads


def why(a: Candidate, b: Candidate) -> str:
    """The evidence on two rows for a human: `same place (109): same name, same building, 8 m apart`."""
    one, other = keys_of(a), keys_of(b)
    if reason := forbidden(one, other):
        return f"different: {reason}"
    evidence = compare(one, other)
    return f"same place ({evidence.score}): {', '.join(evidence.reasons)}" if evidence else "not shown to be the same"


def pairs(rows: list[Keys]) -> set[Pair]:
    """The pairs of two sources that share a name, a building, a lot or a phone, or lie close without an address."""
    blocks = defaultdict[Hashable, list[int]](list)
    for index, row in enumerate(rows):
        for key in block_keys(row):
            blocks[key].append(index)
    found = {
        (one, other)
        for block in blocks.values()
        for one, other in combinations(block, 2)
        if rows[one].row.source != rows[other].row.source
    }
    return found | set(pairs_without_unit(rows)) | set(pairs_in_latin(rows))


def block_keys(row: Keys) -> Iterator[Hashable]:
    """What a row is looked up by."""
    if row.unit:
        yield from {(row.group, row.unit, row.name.stem), (row.group, row.unit, row.name.loose)}
    for key in (row.building, row.lot, row.phone, row.hotline and (row.unit, row.hotline)):
        if key:
            yield row.group, key


def pairs_without_unit(rows: list[Keys]) -> Iterator[Pair]:
    """Rows whose si/gun is not known, against all of their name."""
    by_name = defaultdict[tuple[str, str], list[int]](list)
    for index, row in enumerate(rows):
        for word in {row.name.stem, row.name.loose}:
            by_name[row.group, word].append(index)
    for index, row in enumerate(rows):
        if row.unit:
            continue
        for word in {row.name.stem, row.name.loose}:
            yield from (ordered(index, other) for other in by_name[row.group, word] if other != index)


def pairs_in_latin(rows: list[Keys]) -> Iterator[Pair]:
    """Rows with names in Latin letters, against all around them."""
    latin = [index for index, row in enumerate(rows) if row.name.is_latin and row.point]
    by_cell = defaultdict[Pair, list[int]](list)
    for index, row in enumerate(rows):
        if latin and row.point:
            by_cell[cell(row.point)].append(index)
    for index in latin:
        lat, lon = cell(rows[index].point or (0.0, 0.0))
        for north, east in product((-1, 0, 1), repeat=2):
            yield from (ordered(index, other) for other in by_cell[lat + north, lon + east] if other != index)


def cell(point: tuple[float, float]) -> Pair:
    """The square of the grid that a point lies in."""
    return int(point[0] * CELLS_PER_DEGREE), int(point[1] * CELLS_PER_DEGREE)


def ordered(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)
