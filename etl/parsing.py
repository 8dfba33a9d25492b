"""From a source's input to clean records, with every row and every field accounted for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from etl.clean import clean, secret
from etl.errors import ParseFailed
from etl.fetch import Input, fits, stated_date
from etl.generate import Dong
from etl.readers.columns import key
from etl.readers.table import read_table
from etl.readers.zip_file import unpacked
from etl.record import EventRecord, PlaceRecord, Skip
from etl.source import Format, Source


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that was not taken: where it stood, what it said, which rule it broke."""

    file: str
    line: int
    rule: str
    raw: Mapping[str, str]


@dataclass(slots=True)
class Parsed:
    """Records, and what became of everything else.

    `skipped` counts rows left out on purpose by reason, `refused` holds the bad ones, `leftovers`
    counts filled fields that nothing used by column, `cleaned` what each clean-up step changed.
    """

    read: int = 0
    records: list[Any] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    refused: list[Refused] = field(default_factory=list)
    leftovers: Counter[str] = field(default_factory=Counter)
    cleaned: Counter[str] = field(default_factory=Counter)

    @property
    def duplicates(self) -> int:
        return sum(1 for one in self.refused if one.rule == "duplicate_key")


def parse(source: Source, found: Input, *, dongs: Callable[[], Sequence[Dong]], today: date) -> Parsed:
    """All clean records of the input. ParseFailed when it is not in the form the source promises."""
    if source.format is Format.TABLE:
        return parse_table(source, found)
    packaged = source.format is Format.PACKAGE
    records = source.parser.parse_all() if packaged else source.parser.generate(dongs(), today)
    parsed = Parsed(read=len(records))
    for record in records:
        if isinstance(record, (PlaceRecord, EventRecord, Skip)):
            take(parsed, record, source=source, file="", line=0, raw={})
        else:
            parsed.records.append(record)
    refuse_twins(source, parsed)
    return parsed


def parse_table(source: Source, found: Input) -> Parsed:
    """The rows of all the input's files, one after the other."""
    dated = replace(source, reference_date=found.reference_date or source.reference_date)
    parsed = Parsed()
    for path in found.files:
        if not (source.archive_pattern and fits(path.name, source.archive_pattern)):
            take_table(parsed, path, dated)
            continue
        with unpacked(path, source.file_pattern) as members:
            for member in members:
                day = stated_date(member, member.parent) or dated.reference_date
                take_table(parsed, member, replace(source, reference_date=day))
    refuse_twins(source, parsed)
    return parsed


def take_table(parsed: Parsed, path: Path, source: Source) -> None:
    """The rows of one file, whose date is the source's."""
    rows = read_table(path, columns=source.columns, aliases=source.aliases, sheet=source.sheet)
    for line, row in enumerate(rows, start=2):
        raw = dict(row)
        parsed.read += 1
        result = source.parser.parse_row(row, source)
        if not isinstance(result, Skip):
            parsed.leftovers.update(leftover(row, source.ignore))
        take(parsed, result, source=source, file=path.name, line=line, raw=raw)


def take(
    parsed: Parsed,
    result: PlaceRecord | EventRecord | Skip,
    *,
    source: Source,
    file: str,
    line: int,
    raw: dict[str, str],
) -> None:
    """Clean a record and keep it, or note why it is not kept."""
    if not isinstance(result, Skip):
        done = clean(result)
        parsed.cleaned.update(done.changed_by)
        result = done.result
    if not isinstance(result, Skip):
        parsed.records.append(result)
    # What a secret row says is kept nowhere, not even in quarantine.
    elif result.reason in source.skips or result.reason == secret.REASON:
        parsed.skipped[result.reason] += 1
    else:
        parsed.refused.append(Refused(file, line, result.reason, raw))


def leftover(row: dict[str, str], ignore: Iterable[str]) -> list[str]:
    """The columns with a value that the parse function did not take and the YAML does not ignore."""
    ignored = {key(column) for column in ignore}
    return [column for column, value in row.items() if value and key(column) not in ignored]


def refuse_twins(source: Source, parsed: Parsed) -> None:
    """Of records with one key keep the first; the others are refused.

    A source without ids makes keys from what a row says; it names `duplicate_key` in its `skips`, and
    its repeated rows are counted as skipped.
    """
    seen = set[str]()
    kept = []
    for record in parsed.records:
        own = getattr(record, "source_key", None)
        if own is not None and own in seen and "duplicate_key" in source.skips:
            parsed.skipped["duplicate_key"] += 1
        elif own is not None and own in seen:
            parsed.refused.append(Refused("", 0, "duplicate_key", {"key": own, "name_ko": record.name_ko}))
        else:
            seen.add(own or "")
            kept.append(record)
    parsed.records = kept


def refuse_none(source: Source, parsed: Parsed) -> None:
    """ParseFailed when no row could be used."""
    if not parsed.records:
        why = ", ".join(f"{reason}: {count:,}" for reason, count in parsed.skipped.most_common()) or "no rows"
        raise ParseFailed(f"{source.name}: none of {parsed.read:,} rows can be used ({why}).")
