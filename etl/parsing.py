"""From a source's input to clean records, one after the other, with every row and every field accounted for."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from operator import eq
from pathlib import Path
from typing import Any

from etl.clean import Record, clean, secret
from etl.clean.positions import FEWEST_DRAGGED, Place, drag_filled
from etl.companions import is_companion, read_companions
from etl.details import Joined, is_details, may_hold_details, read_details, refuse_unjoined
from etl.errors import ParseFailed
from etl.fetch import Input
from etl.file_names import fits, stated_date
from etl.generate import Dong
from etl.readers.api_page import read_api_page
from etl.readers.columns import key
from etl.readers.osm import rows_of as read_osm
from etl.readers.table import read_table
from etl.readers.zip_file import unpacked
from etl.record import EventRecord, PlaceRecord, Skip
from etl.source import Format, Source

Row = dict[str, str]
PAGES = (".json", ".xml")
HEADER_AGAIN = Skip("header_again")


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that was not taken: where it stood, what it said, which rule it broke."""

    file: str
    line: int
    rule: str
    raw: Mapping[str, str]


@dataclass(slots=True)
class Parsed:
    """What became of every row, while it is read and at the end.

    `records` stays empty while they are streamed. `kept` counts records, `counts` those of places and
    events by category, `filled` by field those that have a value in a field the expectations name.
    `skipped` counts rows left out on purpose by reason, `refused` holds the bad ones, `leftovers` counts
    filled fields that nothing used by column, `cleaned` what each clean-up step changed, `details` what became of a
    second table's rows. `gone` are the keys of records that rows took back.
    """

    read: int = 0
    kept: int = 0
    records: list[Any] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    filled: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)
    refused: list[Refused] = field(default_factory=list)
    leftovers: Counter[str] = field(default_factory=Counter)
    cleaned: Counter[str] = field(default_factory=Counter)
    details: Counter[str] = field(default_factory=Counter)
    gone: list[str] = field(default_factory=list)

    @property
    def duplicates(self) -> int:
        return sum(1 for one in self.refused if one.rule == "duplicate_key")


@dataclass(frozen=True, slots=True)
class Line:
    """A row where it stood, before it was taken apart."""

    file: str
    number: int
    raw: Row


@dataclass(frozen=True, slots=True)
class Known:
    """What some sources need of the portal: the dongs to make samples for, the shape of all regions (WKB) to
    cut a map to, a function that finds the point of an address."""

    dongs: Sequence[Dong] = ()
    within: bytes = b""
    place: Place | None = None


def parse(source: Source, found: Input, *, today: date, known: Known = Known()) -> Parsed:
    """All records of the input at once, for sources that need them all and for people who look."""
    parsed = Parsed()
    parsed.records = list(stream(source, found, parsed, today=today, known=known))
    return parsed


def stream(source: Source, found: Input, parsed: Parsed, *, today: date, known: Known) -> Iterator[Any]:
    """All clean records of the input; `parsed` tells about them as far as they were read.

    ParseFailed when the input is not in the form the source promises, or none of its rows can be used; of changes
    there may be none.
    """
    if source.format in (Format.PACKAGE, Format.GENERATED):
        stated = made(source, found, parsed, today=today, known=known)
    elif hasattr(source.parser, "parse_table"):
        stated = whole_tables(source, found, parsed)
    else:
        stated = parsed_rows(source, found, parsed, known=known)
    yield from counted(without_twins(stated, source=source, parsed=parsed), source=source, parsed=parsed)
    if not found.partial:
        refuse_none(source, parsed)


def made(source: Source, found: Input, parsed: Parsed, *, today: date, known: Known) -> Iterator[tuple[Line, Any]]:
    """The records that a package holds or that are made up."""
    generates = source.format is Format.GENERATED
    for record in source.parser.generate(known.dongs, today) if generates else packaged(source, found):
        parsed.read += 1
        is_row = isinstance(record, (PlaceRecord, EventRecord, Skip))
        line = Line("", 0, said(record))
        kept = taken(record, line, source=source, parsed=parsed, place=known.place) if is_row else record
        if kept is not None:
            yield line, kept


def packaged(source: Source, found: Input) -> Iterable[Any]:
    """The records of a package, with what an operator's own file has in the place of the package's."""
    records: Iterable[Any] = source.parser.parse_on_top(found.own.path) if found.own else source.parser.parse_all()
    return records


def whole_tables(source: Source, found: Input, parsed: Parsed) -> Iterator[tuple[Line, Any]]:
    """The records of tables whose rows mean something together only."""
    for file, dated in tables(source, found):
        rows = list(enumerate(rows_of(file, dated, within=b""), start=2))
        lines = {number: Line(file.name, number, dict(row)) for number, row in rows}
        parsed.read += len(rows)
        for number, result in dated.parser.parse_table(rows, dated):
            if isinstance(result, Skip):
                leave(result.reason, lines[number], source=source, parsed=parsed)
            else:
                yield lines[number], result


def said(record: object) -> Row:
    """What a record that stood in no file says of itself, so that it is known again in quarantine."""
    if not isinstance(record, (PlaceRecord, EventRecord)):
        return {}
    return {"key": record.source_key, "name_ko": record.name_ko, "address_ko": record.address_ko}


def parsed_rows(source: Source, found: Input, parsed: Parsed, *, known: Known) -> Iterator[tuple[Line, Record]]:
    """The records of all the input's rows."""
    more = details_of(source, found, parsed, known=known) if source.details else None
    completed = read_companions(found.files, source)
    parsed.details += completed.counts
    for file, dated in tables(source, found):
        above = deque[tuple[float, float]](maxlen=FEWEST_DRAGGED)
        for number, row in enumerate(rows_of(file, dated, within=known.within), start=2):
            line = Line(file.name, number, dict(row))
            parsed.read += 1
            row = completed.added_to(row)
            result = HEADER_AGAIN if is_header(row) else undragged(dated.parser.parse_row(row, dated), above)
            if not isinstance(result, Skip):
                parsed.leftovers.update(leftover(row, dated.ignore))
            kept = taken(result, line, source=source, parsed=parsed, place=known.place)
            if kept is not None:
                yield line, more.added_to(kept) if more else kept


def details_of(source: Source, found: Input, parsed: Parsed, *, known: Known) -> Joined | None:
    """What the delivery's second table says of the rows that will be kept; the first table is read for its keys."""
    if source.details is None or not any(may_hold_details(path, source) for path in found.files):
        return None
    wanted, left_out = set[str](), set[str]()
    for file, dated in tables(source, found):
        for row in rows_of(file, dated, within=known.within):
            own = row.get(source.details.key, "")
            (left_out if isinstance(dated.parser.parse_row(row, dated), Skip) else wanted).add(own)
    joined = read_details(found.files, source, wanted=wanted, left_out=left_out)
    refuse_unjoined(joined, source)
    parsed.details, parsed.leftovers = joined.counts, parsed.leftovers + joined.leftovers
    return joined


def is_header(row: Row) -> bool:
    """Whether a row is the header once more, as in files that were put together by hand."""
    same = sum(map(eq, row.keys(), row.values()))
    return same > 1 and same * 2 >= sum(map(bool, row.values()))


def undragged(result: Record | Skip, above: deque[tuple[float, float]]) -> Record | Skip:
    """The record, unless its position continues a run of positions that count up by one from row to row."""
    if isinstance(result, Skip):
        return result
    above.append((result.lat, result.lon))
    return Skip("drag_filled") if len(above) - 1 in drag_filled(above) else result


def tables(source: Source, found: Input) -> Iterator[tuple[Path, Source]]:
    """The input's files, those inside archives too, each with the source as of that file's date."""
    dated = replace(source, reference_date=found.reference_date or source.reference_date)
    for path in found.files:
        if is_details(path, source) or is_companion(path, source):
            continue
        if not (source.archive_pattern and fits(path.name, source.archive_pattern)):
            yield path, dated
            continue
        with unpacked(path, source.file_pattern) as members:
            for member in members:
                day = stated_date(member, member.parent) or dated.reference_date
                yield member, replace(source, reference_date=day)


def rows_of(path: Path, source: Source, *, within: bytes) -> Iterator[Row]:
    """The rows of one file, or of one page of the source's API, by official column name."""
    if source.format is Format.OSM:
        return read_osm(path, within=within)
    if source.api and path.suffix in PAGES:
        return iter(read_api_page(path, api=source.api))
    return read_table(path, columns=source.columns, aliases=source.aliases, sheet=source.sheet)


def taken(result: Record | Skip, line: Line, *, source: Source, parsed: Parsed, place: Place | None) -> Record | None:
    """The record cleaned, or None when it is not kept and `parsed` says why."""
    if not isinstance(result, Skip):
        done = clean(result, place=place if source.geocode else None)
        parsed.cleaned.update(done.changed_by)
        result = done.result
    if not isinstance(result, Skip):
        return result
    if result.gone:
        parsed.gone.append(result.gone)
    leave(result.reason, line, source=source, parsed=parsed)
    return None


def leave(reason: str, line: Line, *, source: Source, parsed: Parsed) -> None:
    """Note why a row is not kept: on purpose, or because it is bad.

    What a secret row says is kept nowhere, not even in quarantine.
    """
    if reason in source.skips or reason == secret.REASON:
        parsed.skipped[reason] += 1
    else:
        parsed.refused.append(Refused(line.file, line.number, reason, line.raw))


def leftover(row: Row, ignore: Iterable[str]) -> list[str]:
    """The columns with a value that the parse function did not take and the YAML does not ignore."""
    left = [column for column, value in row.items() if value]
    ignored = {key(column) for column in ignore} if left else set()
    return [column for column in left if key(column) not in ignored]


def without_twins(stated: Iterable[tuple[Line, Any]], *, source: Source, parsed: Parsed) -> Iterator[Any]:
    """Of records with one key keep the first; the others are refused.

    A source without ids makes keys from what a row says; it names `duplicate_key` in its `skips`, and
    its repeated rows are counted as skipped.
    """
    # Hashes take a tenth of the memory of the keys.
    seen = set[int]()
    for line, record in stated:
        own = getattr(record, "source_key", None)
        if own is None or hash(own) not in seen:
            seen.add(hash(own))
            yield record
            continue
        leave("duplicate_key", line, source=source, parsed=parsed)


def counted(stated: Iterable[Any], *, source: Source, parsed: Parsed) -> Iterator[Any]:
    """The same records, counted as they pass."""
    for record in stated:
        parsed.kept += 1
        if isinstance(record, (PlaceRecord, EventRecord)):
            parsed.counts[record.category] += 1
            parsed.filled.update(name for name in source.expectations.filled if getattr(record, name))
        yield record


def refuse_none(source: Source, parsed: Parsed) -> None:
    """ParseFailed when no row could be used."""
    if not parsed.kept:
        why = ", ".join(f"{reason}: {count:,}" for reason, count in parsed.skipped.most_common()) or "no rows"
        raise ParseFailed(f"{source.name}: none of {parsed.read:,} rows can be used ({why}).")
