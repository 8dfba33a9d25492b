"""Lists that complete a source's rows: the same things in another language, or one by one in full."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from etl.api.client import Fetched
from etl.api.saved import is_whole
from etl.errors import FetchFailed
from etl.readers.api_page import read_api_page
from etl.source import Api, Companion, Source

Row = dict[str, str]
Key = tuple[str, ...]
Fetch = Callable[[Api, Path], Fetched]
# Degrees to about 10 m: what one place is written with in two lists.
DIGITS = 4


@dataclass(frozen=True, slots=True)
class Completed:
    """What companions say, each by the values that its rows share with those of the first list."""

    columns: Sequence[tuple[Key, Mapping[Key, Row]]] = ()
    counts: Counter[str] = field(default_factory=Counter)

    def added_to(self, row: Row) -> Row:
        """The row with the columns that companions have for it; its own stand."""
        more: Row = {}
        for join, by_key in self.columns:
            more |= by_key.get(key_of(row, join), {})
        return {**more, **row}


def fetch_companions(api: Api, *, folder: Path, fetch: Fetch) -> str:
    """Fetch every companion's pages beside the whole list in `folder`; what could not be had of them, or ``.

    A provider that refuses one of them (each service has to be applied for by itself) refuses no more than that.
    """
    missing = []
    for name, companion in api.companions.items():
        asked = asked_of(companion, api, folder=folder)
        try:
            fetched = fetch(asked, folder / name) if asked else None
        except FetchFailed as error:
            missing.append(f"{name} is missing: {error}")
            continue
        if fetched and not fetched.complete:
            missing.append(f"{name} is missing: {fetched.why}")
    return " ".join(missing)


def asked_of(companion: Companion, api: Api, *, folder: Path) -> Api | None:
    """The companion's own API; None when no row of the first list asks for it."""
    each: Mapping[str, tuple[str, ...]] = api.each
    if companion.ask:
        rows = rows_on(sorted(folder.glob("[0-9]*.*")), api)
        wanted = [row for row in rows if all(row.get(name) == value for name, value in companion.only.items())]
        ids = sorted({row.get(companion.join[0], "") for row in wanted} - {""})
        if not ids:
            return None
        each = {companion.ask: tuple(ids)}
    return replace(
        own_api(companion, api), url=companion.url, page=companion.page or api.page, each=each,
        params=companion.params or api.params,
    )  # fmt: skip


def own_api(companion: Companion, api: Api) -> Api:
    """How the companion's pages are read: as those of the first list, by the names of the answer."""
    return replace(api, fields={}, companions={})


def companion_pages(folder: Path, api: Api) -> list[Path]:
    """Of each companion the pages of the newest whole fetch, up to the day of the list in `folder`: a day on which
    one could not be had takes nothing back."""
    pages: list[Path] = []
    days = [day for day in sorted(folder.parent.iterdir(), reverse=True) if day.is_dir() and day.name <= folder.name]
    for name in api.companions:
        found = (sorted((day / name).glob("[0-9]*.*")) for day in days if is_whole(day / name))
        pages += next(filter(None, found), [])
    return pages


def is_companion(path: Path, source: Source) -> bool:
    """Whether a file is a page of a companion."""
    return source.api is not None and path.parent.name in source.api.companions


def read_companions(files: Iterable[Path], source: Source) -> Completed:
    """What the companions among a delivery's files say; ParseFailed as for any page.

    A row joins where it alone, and one row of the first list alone, has the values of `join`: two events of the same
    days at one place are told apart by nobody, so neither gets the other's name.
    """
    api, files = source.api, list(files)
    if api is None or not api.companions:
        return Completed()
    first = rows_on([path for path in files if not is_companion(path, source)], api)
    columns, counts = [], Counter[str]()
    for name, companion in api.companions.items():
        pages = [path for path in files if is_companion(path, source) and path.parent.name == name]
        rows = rows_on(pages, own_api(companion, api))
        by_key = joined(rows, first, companion)
        columns.append((companion.join, by_key))
        counts += Counter({f"{name}: joined": len(by_key), f"{name}: not joined": len(rows) - len(by_key)})
    return Completed(columns, counts)


def rows_on(pages: Iterable[Path], api: Api) -> list[Row]:
    """The rows of a list, each once, whatever pages it is on."""
    rows = (row for path in pages for row in read_api_page(path, api=api))
    return list({row.get(api.id) or repr(row): row for row in rows}.values())


def joined(rows: Iterable[Row], first: Iterable[Row], companion: Companion) -> dict[Key, Row]:
    """The companion's columns by key, of the keys that name one row on both sides."""
    alone = {key for key, count in Counter(key_of(row, companion.join) for row in first).items() if count == 1}
    keyed = [(key_of(row, companion.join), row) for row in rows]
    times = Counter(key for key, _ in keyed)
    return {
        key: {column: row.get(name, "") for column, name in companion.fields.items()}
        for key, row in keyed
        if all(key) and key in alone and times[key] == 1
    }


def key_of(row: Mapping[str, str], join: Key) -> Key:
    """The values by which rows join; numbers in one spelling, `` for what is blank."""
    return tuple(plain(row.get(name, "")) for name in join)


def plain(value: str) -> str:
    """`126.81040000` and `126.8104` are one number; other text stays as it is."""
    try:
        number = float(value)
    except ValueError:
        return value.strip()
    return f"{number:.{DIGITS}f}" if math.isfinite(number) else ""
