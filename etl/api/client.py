"""All pages of an API into a folder: complete, or known to be incomplete and gone on with later."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from etl.api.asking import Asker, is_paged
from etl.api.envelopes import Page, Row
from etl.api.http import Caller, Http
from etl.api.quota import FILE_NAME, Quota, QuotaSpent, now_in_seoul
from etl.api.saved import Series, Shelf, open_shelf
from etl.errors import FetchFailed
from etl.source import Api

# How often a series whose rows shift while it is read is begun anew.
PASSES = 3
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Fetched:
    """What is in the folder now. `files` are the pages in order; `rows` the different rows in them (by `api.id`),
    `total` how many the provider says there are (None when it does not say). Of what is not `complete`, `why`
    says what is missing; nothing may be concluded from a row that is not in it."""

    files: tuple[Path, ...]
    complete: bool
    rows: int
    total: int | None
    why: str = ""


def fetch_pages(
    api: Api,
    *,
    source_name: str,
    key: str,
    folder: Path,
    since: datetime | None = None,
    say: Say = print,
    http: Http | None = None,
    quota_file: Path | None = None,
    sleep: Callable[[float], None] = time.sleep,
    now: Callable[[], datetime] = now_in_seoul,
) -> Fetched:
    """Fetch every page of every combination of `api.each` into `folder`, as received but for the key.

    A folder with a complete fetch of the same request is taken as it is, an incomplete one is gone on with. The
    result is incomplete when today's quota does not suffice (counted in `quota_file`, by default beside the
    folder). FetchFailed when the key is missing or refused, the provider does not answer, or its rows keep
    shifting; what was saved until then stays for the next run.
    """
    if not key.strip():
        where = api.page or api.url
        raise FetchFailed(f"{source_name}: no key. Set GEOPORTAL_KEY_{api.key}; a key is applied for at {where}")
    if since and not api.since:
        raise FetchFailed(f"{source_name}: this API cannot be asked for changes only.")
    shelf = open_shelf(folder, api=api, since=since, now=now())
    if shelf.manifest.complete:
        return fetched(shelf)
    quota = Quota(quota_file or folder.parent / FILE_NAME, key, api.url, api.daily_quota, now)
    with Caller(api.url, http=http or Http(), plain_http=api.plain_http) as caller:
        asker = Asker(api, source_name, key, quota, caller, say, sleep, since)
        return fetch_all(asker, shelf)


def fetch_all(asker: Asker, shelf: Shelf) -> Fetched:
    """First pages first, for they tell how many there are; then the rest, if today's calls suffice."""
    open_series = [series for series in shelf.manifest.series if not series.complete]
    try:
        for series in open_series:
            if not series.files:
                ask_next(asker, shelf, series)
        short = quota_short(asker, shelf, open_series)
        if short:
            asker.tell(short)
            return fetched(shelf, why=short)
        for series in open_series:
            settle(asker, shelf, series)
    except QuotaSpent:
        why = f"today's {asker.api.daily_quota:,} calls are used up; run again after midnight in Korea to go on."
        asker.tell(why)
        return fetched(shelf, why=why)
    shelf.manifest.complete = True
    shelf.save()
    return fetched(shelf)


def quota_short(asker: Asker, shelf: Shelf, open_series: Sequence[Series]) -> str:
    """Why the rest is left for tomorrow, "" when it fits. What fits into no day is begun with all the same."""
    needed = sum(calls_needed(shelf.read(series)) for series in open_series if is_paged(asker.api))
    left, daily = asker.quota.left(), asker.api.daily_quota
    if needed <= left:
        return ""
    if needed > daily:
        asker.tell(f"{needed:,} more calls are needed and {daily:,} a day allowed; this takes several days.")
        return ""
    return f"{needed:,} more calls are needed and {left:,} are left today; run again after midnight in Korea to go on."


def calls_needed(pages: Sequence[Page]) -> int:
    """How many more pages there are, by the size of the first (which may be less than was asked for)."""
    size = len(pages[0].rows)
    missing = (stated_in(pages) or 0) - sum(len(page.rows) for page in pages)
    return max(0, -(-missing // size)) if size else 0


def settle(asker: Asker, shelf: Shelf, series: Series) -> None:
    """Fetch the rest of a series and make sure that it is whole; FetchFailed when it never becomes so.

    While pages are read rows may come and go, so that others slip across the border of two pages. A series is
    whole when all its pages state one total and there are as many different rows, or when two passes in a row
    gave the same rows (then rows that repeat are the provider's own).
    """
    before: Counter[str] | None = None
    for attempt in range(PASSES):
        if attempt:
            asker.tell("the rows shifted while they were read; this part is read anew.")
            shelf.forget(series)
        pages = read_out(asker, shelf, series)
        picture = Counter(identity(row, asker.api) for page in pages for row in page.rows)
        if is_whole(pages, picture) or (picture == before and agrees(pages, picture.total())):
            series.complete = True
            shelf.save()
            return
        before = picture
    raise FetchFailed(
        f"{asker.source_name}: {len(picture):,} different rows came where {stated_in(pages) or 0:,} were announced, "
        f"{PASSES} times over; nothing is taken from an incomplete list."
    )


def read_out(asker: Asker, shelf: Shelf, series: Series) -> list[Page]:
    """Ask for pages until all rows are there, counting those that came and not those that were asked for."""
    pages = shelf.read(series)
    while not pages or not is_last(pages, asker.api):
        pages.append(ask_next(asker, shelf, series))
        if len(pages) > 1 and pages[-1].rows and pages[-1].rows == pages[-2].rows:
            shelf.forget(series)
            raise FetchFailed(f"{asker.source_name}: page {len(pages)} repeats the page before it.")
    return pages


def ask_next(asker: Asker, shelf: Shelf, series: Series) -> Page:
    """Ask for the next page of a series and save it."""
    body, page = asker.page(len(series.files) + 1, series.chosen)
    shelf.add(series, body)
    return page


def is_last(pages: Sequence[Page], api: Api) -> bool:
    """Whether nothing comes after these pages: a page was empty, or all that was announced is there."""
    last = pages[-1]
    received = sum(len(page.rows) for page in pages)
    return not is_paged(api) or not last.rows or (last.total is not None and received >= last.total)


def is_whole(pages: Sequence[Page], picture: Counter[str]) -> bool:
    """Whether one pass is enough to know that nothing slipped: no row came twice and the totals agree."""
    return agrees(pages, len(picture)) and picture.total() == len(picture)


def agrees(pages: Sequence[Page], rows: int) -> bool:
    """Whether the pages with rows all state this total, or none does; without any row, whether none is announced."""
    totals = {page.total for page in pages if page.rows}
    if not totals:
        return all(not page.total for page in pages)
    return totals in ({rows}, {None})


def identity(row: Row, api: Api) -> str:
    """What tells a row from the others: its id, or without one all it says."""
    return row.get(api.id) or repr(sorted(row.items()))


def fetched(shelf: Shelf, *, why: str = "") -> Fetched:
    """What the folder holds, counted."""
    rows, totals = 0, list[int | None]()
    for series in shelf.manifest.series:
        pages = shelf.read(series)
        rows += len({identity(row, shelf.api) for page in pages for row in page.rows})
        totals.append(stated_in(pages))
    total = None if None in totals else sum(one for one in totals if one is not None)
    return Fetched(shelf.files, shelf.manifest.complete, rows, total, why)


def stated_in(pages: Sequence[Page]) -> int | None:
    """The latest total that these pages state; None when there is none, or no page yet."""
    with_rows = [page.total for page in pages if page.rows]
    return with_rows[-1] if with_rows else (pages[-1].total if pages else None)
