"""Made-up good rows of several sources in the made-up province, and files of them in the sources' own forms."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from pyproj import Transformer

from tests.etl.faults.editions import Row, egen_row, hira_row, spot

TO_5174 = Transformer.from_crs(4326, 5174, always_xy=True)
ADDRESS = "경기도 안산시 단원구 지은로"


def hospital(number: int) -> Row:
    return hira_row(number, 요양기관명=f"지은{number}의원", 종별코드=31, 종별코드명="의원")


def school(number: int) -> Row:
    lat, lon = spot(number)
    return {
        "학교ID": f"B{number:09}", "학교명": f"지은{number}초등학교", "학교급구분": "초등학교", "운영상태": "운영",
        "소재지지번주소": "", "소재지도로명주소": f"{ADDRESS} {number + 1}", "위도": lat, "경도": lon,
        "데이터기준일자": "2026-03-20",
    }  # fmt: skip


def festival(number: int) -> Row:
    lat, lon = spot(number)
    return {
        "축제명": f"지은축제 {number}", "개최장소": "지은광장", "축제시작일자": "2026-12-05",
        "축제종료일자": "2026-12-06",
        "소재지도로명주소": f"{ADDRESS} {number + 1}", "소재지지번주소": "", "위도": lat, "경도": lon,
        "데이터기준일자": "2026-10-31", "제공기관코드": "9990001", "제공기관명": "경기도 안산시",
    }  # fmt: skip


def performance(number: int) -> Row:
    made = festival(number)
    names = {"축제명": "행사명", "개최장소": "장소", "축제시작일자": "행사시작일자", "축제종료일자": "행사종료일자"}
    return {names.get(name, name): value for name, value in made.items()}


def permit(number: int) -> Row:
    lat, lon = spot(number)
    x, y = TO_5174.transform(lon, lat)
    return {
        "관리번호": f"MADEUP{number:05}", "개방자치단체코드": "9990000", "영업상태구분코드": "01",
        "영업상태명": "영업/정상",
        "사업장명": f"지은{number}의원", "소재지전체주소": f"경기도 안산시 단원구 원곡동 {number + 1}번지",
        "도로명전체주소": f"{ADDRESS} {number + 1}", "좌표정보(x)": f"{x:.6f}", "좌표정보(y)": f"{y:.6f}",
        "업태구분명": "의원", "의료기관종별명": "의원", "데이터갱신구분": "I",
        "데이터갱신일자": "2026-09-18 02:40:00.0",
    }  # fmt: skip


def center(number: int) -> Row:
    """A row of the province's list of centres."""
    lat, lon = spot(number)
    return {
        "시군명": "안산시", "기관명": f"지은{number}외국인주민센터", "소재지도로명주소": f"{ADDRESS} {number + 1}",
        "위도": lat, "경도": lon,
    }  # fmt: skip


def organisation(number: int) -> Row:
    """A row of a list of centres written by hand."""
    return {name: value for name, value in center(number).items() if name != "시군명"}


def egen_clinic(number: int) -> Row:
    return egen_row(number, dutyName=f"지은{number}의원", dutyDiv="C", dutyDivNam="의원")


def tour_festival(number: int) -> Row:
    lat, lon = spot(number)
    return {
        "contentid": f"{number + 100}", "title": f"지은축제 {number}", "addr1": f"{ADDRESS} {number + 1}",
        "eventstartdate": "20261205", "eventenddate": "20261206", "mapx": str(lon), "mapy": str(lat),
        "modifiedtime": "20261031120000",
    }  # fmt: skip


# Each source's good row, and the file it comes in.
GOOD: Mapping[str, tuple[Callable[[int], Row], str]] = {
    "hira_hospitals": (hospital, "1.병원정보서비스(2025.12.).csv"),
    "hira_pharmacies": (hira_row, "2.약국정보서비스(2025.12.).csv"),
    "schools_standard": (school, "전국초중등학교위치표준데이터_20260320.csv"),
    "festivals_standard": (festival, "전국문화축제표준데이터_20261031.csv"),
    "performances_standard": (performance, "전국공연행사정보표준데이터_20261031.csv"),
    "permits_clinics": (permit, "fulldata_01_01_02_P_의원.csv"),
    "support_centers": (center, "외국인주민복지센터현황_20261101.csv"),
    "support_centers by hand": (organisation, "지은지역_지원기관_20261101.csv"),
    "egen_pharmacies": (egen_row, "20261101/0001.json"),
    "egen_hospitals": (egen_clinic, "20261101/0001.json"),
    "tour_festivals": (tour_festival, "20261101/0001.json"),
}


def write_rows(folder: Path, file: str, rows: Sequence[Row]) -> Path:
    """A CSV file, or a page of an API, of these rows."""
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".json":
        body = {"items": {"item": list(rows)}, "totalCount": len(rows)}
        answer = {"response": {"header": {"resultCode": "00", "resultMsg": "OK"}, "body": body}}
        path.write_text(json.dumps(answer, ensure_ascii=False), encoding="utf-8")
        return path
    with path.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path
