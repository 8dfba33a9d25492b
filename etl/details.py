"""A source's second table: what it says of the institution with the same key goes to that one's record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path

import orjson

from etl.clean import Record
from etl.errors import ParseFailed
from etl.file_names import fits
from etl.readers.columns import key as spelled
from etl.readers.table import read_table
from etl.readers.zip_file import unpacked
from etl.source import Details, Source


@dataclass(slots=True)
class Joined:
    """Attributes (JSON) by key, of the keys that were asked for only; what became of the table's rows is counted."""

    attributes: dict[str, bytes] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    leftovers: Counter[str] = field(default_factory=Counter)

    def added_to(self, record: Record) -> Record:
        """The record with its details; what the first table says of an attribute stands."""
        more = self.attributes.get(record.source_key)
        return replace(record, attributes={**orjson.loads(more), **record.attributes}) if more else record


def is_details(path: Path, source: Source) -> bool:
    """Whether a file is the second table of its source."""
    return source.details is not None and fits(path.name, source.details.file_pattern)


def may_hold_details(path: Path, source: Source) -> bool:
    """Whether a file is the second table, or an archive that may hold it."""
    return is_details(path, source) or bool(source.archive_pattern and fits(path.name, source.archive_pattern))


def read_details(
    files: Iterable[Path], source: Source, *, wanted: Collection[str], left_out: Collection[str]
) -> Joined:
    """The details in a delivery's files, and in archives among them, for the `wanted` keys.

    `left_out` are keys of rows of the first table that are not kept; a key of neither matches nothing, and that is
    counted apart. Of a key that comes twice the first row counts. ParseFailed as for any table.
    """
    joined = Joined()
    if source.details is None:
        return joined
    for path in files:
        with tables_in(path, source, source.details) as tables:
            for table in tables:
                take(table, source, source.details, joined, wanted=wanted, left_out=left_out)
    return joined


@contextmanager
def tables_in(path: Path, source: Source, details: Details) -> Iterator[list[Path]]:
    """The tables of details that a file is or holds."""
    if is_details(path, source):
        yield [path]
    elif source.archive_pattern and fits(path.name, source.archive_pattern):
        with unpacked(path, details.file_pattern, may_lack=True) as members:
            yield members
    else:
        yield []


def take(
    table: Path,
    source: Source,
    details: Details,
    joined: Joined,
    *,
    wanted: Collection[str],
    left_out: Collection[str],
) -> None:
    """Add one table's rows."""
    parse = import_module(f"etl.sources.{details.parser}").details
    ignored = {spelled(column) for column in details.ignore}
    for row in read_table(table, columns=(details.key,), aliases=source.aliases, sheet=details.sheet):
        joined.counts["rows"] += 1
        own = row.pop(details.key)
        if own not in wanted:
            joined.counts["of rows left out" if own in left_out else "of nothing we know"] += 1
        elif own in joined.attributes:
            joined.counts["key twice"] += 1
        else:
            add(own, parse(row), joined)
            joined.leftovers.update(column for column in row if row[column] and spelled(column) not in ignored)


def add(own: str, stated: dict[str, object], joined: Joined) -> None:
    """Keep what a row says, and count whether it says hours."""
    joined.attributes[own] = orjson.dumps(stated)
    joined.counts["joined"] += 1
    joined.counts["with hours"] += "hours" in stated


def refuse_unjoined(joined: Joined, source: Source) -> None:
    """ParseFailed when there are details and not one belongs to any of our rows: another key, or another quarter."""
    if joined.counts["rows"] and not joined.counts["joined"] and not joined.counts["of rows left out"]:
        raise ParseFailed(f"{source.name}: none of {joined.counts['rows']:,} details has the key of one of our rows.")
