"""Places of the map from Overpass, without a key: one region after the other, politely, going on where it stopped."""

from __future__ import annotations

import json
import os
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import osmnx
import requests
import shapely
from osmnx._errors import InsufficientResponseError
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from etl.errors import FetchFailed
from etl.readers.osm_tags import WANTED, is_shelter, is_wanted, without_persons

DEFAULT_URL = "https://overpass-api.de/api"
MAX_ANSWER_BYTES = 200_000_000
STALE_DAYS = 3
# A region is asked for with a margin and fewer corners: what lies at its border comes with both sides.
MARGIN_DEGREES, CORNER_DEGREES = 0.001, 0.0005
BUSY = (429, 502, 503, 504)

Say = Callable[[str], None]
Found = tuple[str, dict[str, str], BaseGeometry]


class Area(NamedTuple):
    """A region to ask for: its code and its shape (WKB, WGS84)."""

    code: str
    geometry: bytes


@dataclass(frozen=True, slots=True)
class Overpass:
    """A server and our manners: who we are (a name and a way to reach the operator), and seconds to wait.

    `between_s` after each region; `busy_s` after the first refusal, twice that after the next, and so on.
    `pause` waits so many seconds.
    """

    contact: str
    url: str = DEFAULT_URL
    timeout_s: int = 180
    tries: int = 4
    between_s: float = 5.0
    busy_s: float = 60.0
    pause: Callable[[float], None] = time.sleep


class ServerBusy(Exception):
    """The server asks us to come back later, or could not finish the question."""


def fetch_areas(
    areas: Sequence[Area], server: Overpass, *, raw_dir: Path, today: date, say: Say = lambda step: None
) -> Path:
    """The folder `<raw_dir>/osm_places/<today>` with a file `<code>.osm.geojson` for every area.

    What is finished waits in `<raw_dir>/.osm_places.unfinished` until all is there, so a run never sees a
    part; a later call goes on from it, and asks for nothing that the day's folder has. What waited for
    more than three days is asked for again. FetchFailed when the server refuses for too long or answers
    with something else; what is finished is kept.
    """
    unfinished, place = raw_dir / ".osm_places.unfinished", raw_dir / "osm_places" / today.isoformat()
    missing = [area for area in areas if not (place / file_name(area)).is_file()]
    unfinished.mkdir(parents=True, exist_ok=True)
    with manners(server) as answers:
        for number, area in enumerate(missing, start=1):
            path = unfinished / file_name(area)
            if is_finished(path, today):
                continue
            say(f"{area.code} ({number} of {len(missing)})")
            save(path, fetch_area(area, server, answers=answers))
            server.pause(server.between_s)
    put_in_place(unfinished, place, [file_name(area) for area in missing])
    return place


def file_name(area: Area) -> str:
    """`41111.osm.geojson`."""
    return f"{area.code}.osm.geojson"


def is_finished(path: Path, today: date) -> bool:
    """Whether the area was saved whole, and not too long ago."""
    return path.is_file() and date.fromtimestamp(path.stat().st_mtime) >= today - timedelta(days=STALE_DAYS)


def fetch_area(area: Area, server: Overpass, *, answers: list[str]) -> dict[str, Any]:
    """The features of one area as a GeoJSON collection with the map's time; an area may have none."""
    outline = generous(area.geometry)
    for attempt in range(server.tries):
        answers.clear()
        try:
            features = list(features_in(outline))
            if not answers:
                raise FetchFailed("osmnx let no answer be looked at: another version of it may be installed.")
            return collection(features, timestamp=min(answers))
        except ServerBusy as error:
            reason = str(error)
        except requests.RequestException as error:
            reason = f"it can't be reached ({type(error).__name__})"
        except (ValueError, KeyError, TypeError) as error:
            raise FetchFailed(f"{area.code}: {server.url} gave an answer that can't be read ({error!r}).") from error
        if attempt + 1 < server.tries:
            server.pause(server.busy_s * 2**attempt)
    raise FetchFailed(
        f"{area.code}: {server.url} did not answer in {server.tries} tries: {reason}. "
        "Finished regions are kept; the same command goes on from here."
    )


def generous(geometry: bytes) -> BaseGeometry:
    """A shape around the area with few corners, which a query can hold."""
    outline = shapely.make_valid(shapely.from_wkb(geometry))
    return outline.buffer(MARGIN_DEGREES).simplify(CORNER_DEGREES)


def features_in(outline: BaseGeometry) -> Iterator[Found]:
    """Id, tags and shape of what we ask for, by osmnx; shelters are left where they are."""
    tags: dict[str, Any] = {key: list(values) or True for key, values in WANTED.items()}
    try:
        found = osmnx.features.features_from_polygon(outline, tags)
    except InsufficientResponseError:
        return
    for (element, number), columns in zip(found.index, found.to_dict("records"), strict=True):
        geometry = columns.pop("geometry")
        told = without_persons(columns)
        if is_wanted(told) and not is_shelter(told):
            yield f"{element}/{number}", told, geometry


def collection(features: Sequence[Found], *, timestamp: str) -> dict[str, Any]:
    """The features as GeoJSON."""
    return {
        "type": "FeatureCollection",
        "timestamp": timestamp,
        "attribution": "© OpenStreetMap contributors, ODbL 1.0",
        "features": [
            {"type": "Feature", "id": own, "properties": tags, "geometry": mapping(geometry)}
            for own, tags, geometry in features
        ],
    }


def save(path: Path, content: dict[str, Any]) -> None:
    """Write the file whole or not at all."""
    part = path.with_name(f".{path.name}.part")
    with part.open("w", encoding="utf-8") as opened:
        json.dump(content, opened, ensure_ascii=False)
        opened.flush()
        os.fsync(opened.fileno())
    part.replace(path)


def put_in_place(unfinished: Path, place: Path, names: Sequence[str]) -> None:
    """Make the finished files the day's: all at once, or one by one when the day has a folder already."""
    for part in unfinished.glob(".*.part"):
        part.unlink()
    place.parent.mkdir(parents=True, exist_ok=True)
    if not place.exists() and {path.name for path in unfinished.iterdir()} == set(names):
        unfinished.rename(place)
        return
    place.mkdir(exist_ok=True)
    for name in names:
        (unfinished / name).replace(place / name)
    if not any(unfinished.iterdir()):
        unfinished.rmdir()


@contextmanager
def manners(server: Overpass) -> Iterator[list[str]]:
    """osmnx with our name, the server's own limits and no files of its own; as it was afterwards.

    Gives a list that grows by the map's time in each answer.
    """
    answers: list[str] = []
    ours = {
        "overpass_url": server.url.rstrip("/"),
        "overpass_rate_limit": True,
        "requests_timeout": server.timeout_s,
        "requests_kwargs": {"allow_redirects": False, "hooks": {"response": listener(answers)}},
        "http_user_agent": f"geoportal-etl ({server.contact})",
        "http_referer": server.contact,
        "use_cache": False,
        "doh_url_template": None,
        "log_file": False,
    }
    before = {name: getattr(osmnx.settings, name) for name in ours}
    resolve = socket.getaddrinfo
    try:
        for name, value in ours.items():
            setattr(osmnx.settings, name, value)
        yield answers
    finally:
        # osmnx binds the host's name to one address for the whole process.
        socket.getaddrinfo = resolve
        for name, value in before.items():
            setattr(osmnx.settings, name, value)


def listener(answers: list[str]) -> Callable[..., None]:
    """A function that looks at every answer before osmnx does, which waits for ever or takes a part for the whole."""

    def look(response: requests.Response, *args: object, **kwargs: object) -> None:
        if response.status_code in BUSY:
            raise ServerBusy(f"it answered {response.status_code}")
        if response.status_code != 200:
            raise FetchFailed(f"Overpass answered {response.status_code} {response.reason} to {response.url}")
        if response.request.method == "POST":
            answers.append(time_of(response))

    return look


def time_of(response: requests.Response) -> str:
    """The map's time in an answer; ServerBusy when the answer is only a part, FetchFailed when it is none."""
    if int(response.headers.get("Content-Length") or 0) > MAX_ANSWER_BYTES:
        raise FetchFailed(f"Overpass answered with more than {MAX_ANSWER_BYTES:,} bytes.")
    try:
        answer = response.json()
        remark, elements = answer.get("remark", ""), answer["elements"]
    except (ValueError, KeyError, AttributeError) as error:
        raise FetchFailed(f"Overpass answered with something else than elements: {response.text[:100]!r}") from error
    if remark or not isinstance(elements, list):
        raise ServerBusy(f"it remarked: {str(remark)[:200]}")
    return str(answer.get("osm3s", {}).get("timestamp_osm_base", ""))
