"""What the registers of permits (1741000, once LOCALDATA) share: one row is one institution, closed ones too."""

from __future__ import annotations

import math
from datetime import date

from etl.clean.crs import to_wgs84
from etl.clean.positions import in_korea
from etl.clean.provinces import OTHER, OURS, province_of
from etl.clean.values import day, degrees
from etl.record import PlaceRecord, Skip
from etl.source import Source

NO_CATEGORY = "-"
OPEN, SUSPENDED = "open", "suspended"
DELETED = "D"
# 영업상태명 of a business that does not go on; beside the code of one that does, nobody knows which is true.
ENDED = ("폐업", "휴업", "취소", "말소", "만료", "정지", "중지")
# Old Korean central belt (Bessel), as measured against known positions; some pages wrongly call it EPSG:2097.
EPSG = 5174
# Offices type 0 or 1 for a position they don't have: that near zero of both axes is open sea.
PLACEHOLDER_M = 1000.0


def permit(row: dict[str, str], source: Source, *, category: str | Skip) -> PlaceRecord | Skip:
    """The institution of a row; its fields are popped.

    The licensing office's code and its number for the permit are the key. A row that says that it was deleted is
    skipped and retires what stands under its key; one whose address names no province of ours is skipped. One that
    has closed, or rests (휴업), is a closed place: history that is not published; `state` among the attributes says
    which.
    """
    road, lot = row.pop("도로명전체주소"), row.pop("소재지전체주소")
    ours = source.mappings["provinces"]
    named = province_of(road, ours) or province_of(lot, ours)
    state = source.mappings["states"].get(row.pop("영업상태구분코드").zfill(2))
    office, number = row.pop("개방자치단체코드"), row.pop("관리번호")
    if row.pop("데이터갱신구분", "") == DELETED:
        return Skip("deleted", gone=f"{office}-{number}" if office and number else "")
    if named != OURS:
        return Skip("other_province" if named == OTHER else "no_province")
    x, y = row.pop("좌표정보(x)"), row.pop("좌표정보(y)")
    fault = category if isinstance(category, Skip) else fault_of(state, office, number)
    if fault is None:
        fault = disagreement(row, state, x=x, y=y)
    if isinstance(fault, Skip):
        return fault
    lat, lon = position(x, y)
    phone, address = row.pop("소재지전화", ""), road if province_of(road, ours) else lot
    return PlaceRecord(
        source_key=f"{office}-{number}",
        category=str(category),
        name_ko=row.pop("사업장명"),
        lat=lat,
        lon=lon,
        unit_ko=" ".join(address.split()[:3]),
        address_ko=address,
        # The number of a closed business may be somebody's own by now.
        phone=phone if state == OPEN else "",
        checked_on=day(row.pop("데이터갱신일자", "")),
        is_closed=state != OPEN,
        closed_on=closed_on(row, state),
        attributes=attributes(row, str(state)),
    )


def category_of(row: dict[str, str], source: Source) -> str | Skip:
    """Our category by 업태구분명, or by 의료기관종별명 where that is blank; an unknown type never gets a default.

    의료기관종별명 is a person's profession in some rows (의사); only where it is a known type may it disagree.
    """
    types = source.mappings["types"]
    business, kind = row.get("업태구분명", ""), row.get("의료기관종별명", "")
    found = types.get(business or kind)
    if found is None:
        return Skip("unknown_type")
    if types.get(kind, found) != found:
        return Skip("type_disagrees")
    return Skip("no_category") if found == NO_CATEGORY else found


def fault_of(state: str | None, office: str, number: str) -> Skip | None:
    """Why a row cannot be a record, or None."""
    if state is None:
        return Skip("unknown_state")
    return None if office and number else Skip("no_key")


def disagreement(row: dict[str, str], state: str | None, *, x: str, y: str) -> Skip | None:
    """What in the row contradicts itself or its column, or None.

    `state_disagrees`: the code says that it is open, the name of the state that it is not; `position_in_degrees`:
    what should be metres is a place in Korea in degrees.
    """
    if state == OPEN and row.get("영업상태명", "").startswith(ENDED):
        return Skip("state_disagrees")
    east, north = degrees(x), degrees(y)
    return Skip("position_in_degrees") if in_korea(north, east) or in_korea(east, north) else None


def position(x: str, y: str) -> tuple[float, float]:
    """Latitude and longitude of the stated metres, not a number where they are blank or a placeholder, infinite
    where they cannot be read.

    Negative metres are legal; whether the point can be in Korea is asked of the degrees.
    """
    east, north = degrees(x), degrees(y)
    if math.isinf(east) or math.isinf(north):
        return math.inf, math.inf
    if not (math.isfinite(east) and math.isfinite(north)):
        return math.nan, math.nan
    if abs(east) < PLACEHOLDER_M and abs(north) < PLACEHOLDER_M:
        return math.nan, math.nan
    return to_wgs84(east, north, epsg=EPSG)


def closed_on(row: dict[str, str], state: str | None) -> date | None:
    """The day a closed institution closed, or its permit ended; None when unknown, and for one that only rests."""
    closed, cancelled = day(row.pop("폐업일자", "")), day(row.pop("인허가취소일자", ""))
    return None if state in (OPEN, SUSPENDED) else closed or cancelled


def attributes(row: dict[str, str], state: str) -> dict[str, object]:
    """The state, the type in the register's words, since when, departments, staff, rooms and beds; zero is unknown."""
    business, kind = row.pop("업태구분명", ""), row.pop("의료기관종별명", "")
    stated: dict[str, object] = {
        "state": state,
        "type_ko": business or kind,
        "departments_ko": row.pop("진료과목내용명", ""),
    }
    days = {"licensed_on": "인허가일자", "suspended_from": "휴업시작일자", "suspended_until": "휴업종료일자"}
    for name, column in days.items():
        found = day(row.pop(column, ""))
        if found and found.year > 1900 and (name == "licensed_on" or state == SUSPENDED):
            stated[name] = found.isoformat()
    for name, column in {"medical_staff": "의료인수", "rooms": "입원실수", "beds": "병상수"}.items():
        text = row.pop(column, "")
        if text.isdecimal() and int(text) > 0:
            stated[name] = int(text)
    return {name: value for name, value in stated.items() if value}
