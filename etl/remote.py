"""Asking a source's own server for its newest rows: pages of an API, or regions of the map, into the raw folder."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from etl.api.client import Fetched, fetch_pages
from etl.api.http import Http
from etl.api.saved import MANIFEST, MAX_AGE
from etl.api.sgis import fetch_boundaries
from etl.companions import fetch_companions
from etl.errors import FetchFailed
from etl.fetch import CHANGES
from etl.source import Api, Format, Provider, Source

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Access:
    """What the operator gave us to ask with: keys by the name a source.yml gives, the Overpass server, and who
    asks there (no contact, no question)."""

    keys: Mapping[str, str]
    overpass_url: str = ""
    overpass_contact: str = ""
    http: Http | None = None


Areas = Callable[[], Sequence[tuple[str, bytes]]]


def fetch_newest(
    source: Source,
    access: Access,
    *,
    raw_dir: Path,
    today: date,
    since: datetime | None = None,
    areas: Areas = list,
    say: Say = lambda step: None,
) -> str:
    """Put the source's newest rows into its raw folder, where the day says so; what is missing of them, or ``.

    Does nothing for a source that has no server, or that the operator has given no key or contact for.
    `areas` are the codes and shapes (WKB) of the regions to ask the map for. FetchFailed when the server
    refuses or its answer is not whole.
    """
    if source.format is Format.OSM and access.overpass_contact:
        return fetch_map(access, areas(), raw_dir=raw_dir, today=today, say=say)
    key = access.keys.get(source.api.key, "") if source.api else ""
    if source.api and source.api.provider is Provider.SGIS and key and not since:
        return fetch_boundaries(source.api, key, folder=raw_dir / source.name, today=today, say=say, http=access.http)
    if source.api and source.api.provider is not Provider.SGIS and key:
        return fetch_api(
            source.name, source.api, key, access=access, raw_dir=raw_dir, today=today, since=since, say=say
        )
    if since:
        raise FetchFailed(f"{source.name}: only an API with a key can be asked for changes.")
    return ""


def fetch_api(
    name: str, api: Api, key: str, *, access: Access, raw_dir: Path, today: date, since: datetime | None, say: Say
) -> str:
    """All pages of the API and what completes them; going on with a folder that a spent quota left unfinished."""
    named = f"{today.isoformat()}-{CHANGES}" if since else today.isoformat()
    folder = (None if since else unfinished(raw_dir / name, today)) or raw_dir / name / named

    def fetch(asked: Api, into: Path) -> Fetched:
        return fetch_pages(
            asked, source_name=name, key=key, folder=into, since=since, say=say, http=access.http,
            quota_file=raw_dir / ".quota.json",
        )  # fmt: skip

    fetched = fetch(api, folder)
    if not fetched.complete:
        return f"{fetched.rows:,} of {fetched.total or '?'} rows so far; {fetched.why}"
    return fetch_companions(api, folder=folder, fetch=fetch)


def unfinished(folder: Path, today: date) -> Path | None:
    """The newest folder of pages that was begun within a week and is not whole."""
    begun = [
        path.parent
        for path in sorted(folder.glob(f"*/{MANIFEST}"))
        if not json.loads(path.read_text(encoding="utf-8"))["complete"] and CHANGES not in path.parent.name
    ]
    fresh = [path for path in begun if path.name >= (today - timedelta(days=MAX_AGE.days - 1)).isoformat()]
    return fresh[-1] if fresh else None


def fetch_map(access: Access, areas: Sequence[tuple[str, bytes]], *, raw_dir: Path, today: date, say: Say) -> str:
    """The map's places, region after region."""
    # osmnx takes a second to import, and most runs don't need it.
    from etl.osm_fetch import Area, Overpass, fetch_areas

    server = Overpass(contact=access.overpass_contact, url=access.overpass_url)
    fetch_areas([Area(*area) for area in areas], server, raw_dir=raw_dir, today=today, say=say)
    return ""
