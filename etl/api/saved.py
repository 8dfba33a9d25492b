"""Pages on disk and the list of them: what a run that was cut off goes on from, and what a complete one is known by."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from itertools import product
from pathlib import Path
from typing import Any

from etl.api.envelopes import Page, read_page
from etl.api.quota import write_whole
from etl.errors import FetchFailed
from etl.source import Api

MANIFEST = "manifest.json"
# What was begun longer ago is not gone on with: its first pages are too old to stand beside the last.
MAX_AGE = timedelta(days=7)


@dataclass(slots=True)
class Series:
    """The pages of one choice of the parameters that take several values; `files` are in the order of pages."""

    chosen: dict[str, str]
    files: list[str] = field(default_factory=list)
    complete: bool = False


@dataclass(slots=True)
class Manifest:
    """What was asked (never the key), since when, and which pages there are."""

    request: dict[str, Any]
    begun_at: str
    series: list[Series]
    complete: bool = False


def request_of(api: Api, since: datetime | None) -> dict[str, Any]:
    """What makes two fetches the same fetch."""
    return {
        "url": api.url,
        "params": dict(api.params),
        "each": {name: list(values) for name, values in api.each.items()},
        "page_size": api.page_size,
        "since": since.isoformat() if since else None,
    }


def choices(each: Mapping[str, Sequence[str]]) -> list[dict[str, str]]:
    """Every combination of the parameters that take several values; one empty one when there are none."""
    return [dict(zip(each, values, strict=True)) for values in product(*each.values())]


@dataclass(slots=True)
class Shelf:
    """A folder with the pages of one fetch and its manifest."""

    folder: Path
    api: Api
    manifest: Manifest

    def read(self, series: Series) -> list[Page]:
        """The saved pages of a series."""
        return [read_page((self.folder / name).read_bytes(), api=self.api) for name in series.files]

    def add(self, series: Series, body: bytes) -> None:
        """Save one more page of a series: first the page, then the list of pages."""
        ending = "json" if body.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"{", b"[") else "xml"
        taken = [int(name[:4]) for one in self.manifest.series for name in one.files]
        name = f"{max(taken, default=0) + 1:04}.{ending}"
        write_whole(self.folder / name, body)
        series.files.append(name)
        self.save()

    def forget(self, series: Series) -> None:
        """Begin a series anew."""
        names, series.files, series.complete = series.files, [], False
        self.save()
        for name in names:
            (self.folder / name).unlink(missing_ok=True)

    def save(self) -> None:
        """Write the manifest."""
        text = json.dumps(asdict(self.manifest), ensure_ascii=False, indent=1)
        write_whole(self.folder / MANIFEST, text)

    @property
    def files(self) -> tuple[Path, ...]:
        return tuple(self.folder / name for one in self.manifest.series for name in one.files)


def open_shelf(folder: Path, *, api: Api, since: datetime | None, now: datetime) -> Shelf:
    """The folder's pages when they answer the same request and are not too old, or else an empty shelf."""
    folder.mkdir(parents=True, exist_ok=True)
    request = request_of(api, since)
    found = read_manifest(folder / MANIFEST)
    fresh = Manifest(request, now.isoformat(), [Series(chosen) for chosen in choices(api.each)])
    if found is None or found.request != request or now - datetime.fromisoformat(found.begun_at) > MAX_AGE:
        for name in [name for one in found.series for name in one.files] if found else []:
            (folder / name).unlink(missing_ok=True)
        shelf = Shelf(folder, api, fresh)
        shelf.save()
        return shelf
    shelf = Shelf(folder, api, found)
    for series in found.series:
        if not readable(shelf, series):
            found.complete = False
            shelf.forget(series)
    return shelf


def is_whole(folder: Path) -> bool:
    """Whether a folder of pages is known to be complete; one without a manifest was put there by hand."""
    manifest = folder / MANIFEST
    return not manifest.is_file() or bool(json.loads(manifest.read_text(encoding="utf-8"))["complete"])


def read_manifest(path: Path) -> Manifest | None:
    """The manifest of an earlier run; None when there is none or it is not ours."""
    try:
        stated = json.loads(path.read_text(encoding="utf-8"))
        stated["series"] = [Series(**one) for one in stated["series"]]
        datetime.fromisoformat(stated["begun_at"])
        return Manifest(**stated)
    except (OSError, ValueError, TypeError, KeyError):
        return None


def readable(shelf: Shelf, series: Series) -> bool:
    """Whether all pages of a series are there and whole."""
    try:
        shelf.read(series)
    except (OSError, FetchFailed):
        return False
    return True
