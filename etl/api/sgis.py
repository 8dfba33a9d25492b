"""SGIS, Statistics Korea's maps: log in, ask for the newest boundaries, save them as an operator would.

Written after the service's description: its answers were not yet seen with a live key.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import yaml

from etl.api.asking import refuse_status
from etl.api.codes import Refusal
from etl.api.envelopes import Page, read_page
from etl.api.http import Answer, Caller, Http
from etl.api.keys import scrubbed, scrubbed_bytes
from etl.errors import FetchFailed
from etl.source import Api

LOGIN = "auth/authentication.json"
RUN_OUT = "-401"
# A year's boundaries come out months after it; before that there are those of the years before.
YEARS_BACK = 3
FILE, TERMS = "hadmarea.geojson", "terms.yml"


def fetch_boundaries(
    api: Api, key: str, *, folder: Path, today: date, say: Callable[[str], None], http: Http | None = None
) -> str:
    """Save the newest year's boundaries and their terms into `<folder>/sgis-<year>/`; always ``: nothing is missing.

    `key` is `id:secret`. A year that is there already is not asked for again, nor any before it. The day that a
    year's boundaries are true for is not stated, so no date is in their name. FetchFailed in plain words, without
    key or token, when SGIS refuses, does not answer, or has none of the last years.
    """
    if not all(key.partition(":")):
        raise FetchFailed(f"GEOPORTAL_KEY_{api.key} must be the service id, a colon and the secret key ({api.page}).")
    for year in range(today.year, today.year - YEARS_BACK - 1, -1):
        target = folder / f"sgis-{year}"
        if (target / FILE).is_file():
            return ""
        body = boundaries_of(year, api, key, http=http or Http())
        if body:
            save(body, target, year=year)
            say(f"boundaries of {year} from SGIS")
            return ""
    raise FetchFailed(f"SGIS has no boundaries of {today.year - YEARS_BACK} to {today.year}.")


def boundaries_of(year: int, api: Api, key: str, *, http: Http) -> bytes:
    """A year's GeoJSON as received, empty when there is none; a token that has run out is asked for anew, once."""
    for is_last in (False, True):
        token = log_in(api, key, http=http)
        try:
            return asked(year, api, token, http=http)
        except Refusal as error:
            if is_last or error.code != RUN_OUT:
                raise FetchFailed(scrubbed(in_words(error, api), token)) from None
    raise AssertionError("unreachable")


def log_in(api: Api, key: str, *, http: Http) -> str:
    """An access token, good for four hours."""
    name, _, secret = (part.strip() for part in key.partition(":"))
    base = f"{api.url.rpartition('/boundary/')[0]}/{LOGIN}"
    try:
        _, page = answered(base, {"consumer_key": name, "consumer_secret": secret}, api, http=http)
    except Refusal as error:
        raise FetchFailed(scrubbed(scrubbed(in_words(error, api), secret), name)) from None
    token = page.rows[0].get("accessToken", "") if page.rows else ""
    if not token:
        raise FetchFailed("SGIS took the key and gave no accessToken; its answers have changed.")
    return token


def asked(year: int, api: Api, token: str, *, http: Http) -> bytes:
    """The boundaries of a year; empty when SGIS has none."""
    body, page = answered(api.url, {**api.params, "year": str(year), "accessToken": token}, api, http=http)
    if page.total == 0:
        return b""
    stated = json.loads(body)
    found = stated.get("features") if isinstance(stated, dict) else None
    if not isinstance(found, list):
        raise FetchFailed("SGIS answered without features; its answers have changed.")
    strange = [one for one in found if not named_below(one, api)]
    if strange:
        raise FetchFailed(f"{len(strange)} of SGIS' {len(found)} areas are not below {api.params['adm_cd']}.")
    return scrubbed_bytes(body, token) if found else b""


def named_below(feature: object, api: Api) -> bool:
    """Whether an area has a code under the one that was asked for."""
    properties = feature.get("properties") if isinstance(feature, dict) else None
    code = properties.get(api.id) if isinstance(properties, dict) else None
    return str(code or "").startswith(api.params["adm_cd"])


def answered(base: str, params: dict[str, str], api: Api, *, http: Http) -> tuple[bytes, Page]:
    """An answer's bytes and rows; Refusal or FetchFailed when it is none."""
    with Caller(base, http=http, plain_http=api.plain_http) as caller:
        answer: Answer = caller.get(params)
    refuse_status(answer, api)
    return answer.body, read_page(answer.body, api=api)


def in_words(error: Refusal, api: Api) -> str:
    """What SGIS refused, and where the operator can see to it."""
    return f"SGIS: {error} The key is GEOPORTAL_KEY_{api.key} (id:secret); it is given out at {api.page}"


def save(body: bytes, folder: Path, *, year: int) -> None:
    """The map and its terms; the map last, and whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / TERMS).write_text(yaml.safe_dump(terms(year), allow_unicode=True, sort_keys=False), encoding="utf-8")
    unfinished = folder / f".{FILE}"
    unfinished.write_bytes(body)
    unfinished.rename(folder / FILE)


def terms(year: int) -> dict[str, str]:
    """On what terms it may be shown. That the licence is KOGL type 1 is known of the boundaries of 2020; an
    operator is to check it for the year at hand."""
    return {
        "title": f"SGIS 행정구역 경계 {year}",
        "publisher": "통계청",
        "license": "KOGL-1",
        "license_url": "https://www.kogl.or.kr/info/license.do",
        "url": "https://sgis.kostat.go.kr/",
        "attribution": f"통계청 SGIS {year}, 공공누리 제1유형; 가공",
    }
