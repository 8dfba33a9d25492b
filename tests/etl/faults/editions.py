"""Made-up editions of two lists of pharmacies that share many places, as files that the real sources take."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

HIRA, EGEN = "hira_pharmacies", "egen_pharmacies"
HEADER = [
    "암호화요양기호", "요양기관명", "종별코드", "종별코드명", "시도코드명", "시군구코드명", "주소", "전화번호",
    "좌표(X)", "좌표(Y)",
]  # fmt: skip
Row = dict[str, object]


def spot(number: int) -> tuple[float, float]:
    """Latitude and longitude in Ansan's Danwon-gu, another for each number below 10,000, 40 m apart or more."""
    return round(37.2 + 0.0004 * (number % 100 + 5), 6), round(126.8 + 0.0005 * (number // 100 + 5), 6)


def hira_row(number: int, **changes: object) -> Row:
    """A made-up pharmacy of HIRA's list; every twelfth has no phone."""
    lat, lon = spot(number)
    return {
        "암호화요양기호": f"KEY{number:05}", "요양기관명": f"지은{number}약국", "종별코드": 81, "종별코드명": "약국",
        "시도코드명": "경기", "시군구코드명": "안산단원구", "주소": f"경기도 안산시 단원구 지은로 {number + 1}",
        "전화번호": f"031-200-{number:04}" if number % 12 else "", "좌표(X)": lon, "좌표(Y)": lat,
    } | changes  # fmt: skip


def egen_row(number: int, **changes: object) -> Row:
    """The same pharmacy in E-Gen's list, with its phone and Monday's hours."""
    lat, lon = spot(number)
    return {
        "hpid": f"C{number:07}", "dutyName": f"지은{number}약국", "dutyTel1": f"031-200-{number:04}",
        "dutyAddr": f"경기도 안산시 단원구 지은로 {number + 1}", "dutyTime1s": "0900", "dutyTime1c": "1800",
        "wgs84Lat": lat, "wgs84Lon": lon,
    } | changes  # fmt: skip


def hira_edition(letter: str, *, rows: int = 600) -> list[Row]:
    """Edition A, B or C: B lost the first fifteenth, has as many new ones and names every tenth otherwise; C is
    shorter by a tenth and has moved every seventh by 44 m."""
    if letter == "A":
        return [hira_row(number) for number in range(rows)]
    if letter == "B":
        shift = rows // 15
        return [named_anew(number) if number % 10 == 0 else hira_row(number) for number in range(shift, rows + shift)]
    return [moved(number) if number % 7 == 0 else hira_row(number) for number in range(rows * 9 // 10)]


def named_anew(number: int) -> Row:
    return hira_row(number, 요양기관명=f"새로{number}약국", 전화번호=f"031-300-{number:04}")


def moved(number: int) -> Row:
    lat, lon = spot(number)
    return hira_row(number, **{"좌표(Y)": round(lat + 0.0004, 6), "좌표(X)": lon})


def write_hira(raw: Path, rows: Iterable[Row], *, month: int = 12) -> Path:
    """HIRA's list as a CSV file in the raw folder."""
    path = raw / HIRA / f"2.약국정보서비스(2025.{month}.).csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="cp949", newline="") as opened:
        csv.writer(opened).writerows(lines(HEADER, rows))
    return path


def lines(header: list[str], rows: Iterable[Row]) -> Iterator[list[object]]:
    """A table's header and its rows, in the header's order."""
    yield list(header)
    for row in rows:
        yield [row.get(column, "") for column in header]


def write_egen(raw: Path, rows: Iterable[Row], *, day: str = "20261101") -> Path:
    """E-Gen's list as one saved page in the raw folder."""
    page = raw / EGEN / day / "0001.json"
    page.parent.mkdir(parents=True, exist_ok=True)
    items = list(rows)
    body = {"items": {"item": items}, "totalCount": len(items)}
    answer = {"response": {"header": {"resultCode": "00", "resultMsg": "OK"}, "body": body}}
    page.write_text(json.dumps(answer, ensure_ascii=False), encoding="utf-8")
    return page
