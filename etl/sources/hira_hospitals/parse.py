"""A row of HIRA's hospital list to a place. Columns: 좌표(X) is the longitude, 좌표(Y) the latitude."""

from __future__ import annotations

from etl.clean.values import day, degrees
from etl.record import PlaceRecord, Skip
from etl.source import Source

NO_CATEGORY = "-"


def parse_row(row: dict[str, str], source: Source) -> PlaceRecord | Skip:
    """One hospital or clinic; the encrypted code (80 letters, case matters) is its key."""
    key = row.pop("암호화요양기호")
    province = source.mappings["provinces"].get(row.pop("시도코드명"))
    category = category_of(row.pop("종별코드"), row["종별코드명"], source)
    if province is None:
        return Skip("other_province")
    if isinstance(category, Skip):
        return category
    if not key:
        return Skip("no_key")
    return PlaceRecord(
        source_key=key,
        category=category,
        name_ko=row.pop("요양기관명"),
        lat=degrees(row.pop("좌표(Y)")),
        lon=degrees(row.pop("좌표(X)")),
        unit_ko=unit_ko(row.pop("시군구코드명"), address=row["주소"], province=province),
        address_ko=row.pop("주소"),
        phone=row.pop("전화번호"),
        homepage=row.pop("병원홈페이지", ""),
        checked_on=source.reference_date,
        attributes=attributes(row),
    )


def category_of(code: str, name: str, source: Source) -> str | Skip:
    """Our category for a 종별코드 (`1` and `01` are one code); a code that is not known never gets a default."""
    types, names = source.mappings["types"], source.mappings["type_names"]
    category = types.get(code.zfill(2))
    if category is None:
        return Skip("unknown_type")
    if names.get(name, category) != category:
        return Skip("type_disagrees")
    return Skip("no_category") if category == NO_CATEGORY else category


def unit_ko(sigungu: str, *, address: str, province: str) -> str:
    """The unit the address names (`경기도 수원시 팔달구`), or HIRA's own (`경기 수원팔달구`) without an address."""
    return " ".join(address.split()[:3]) if address else f"{province} {sigungu}".strip()


def attributes(row: dict[str, str]) -> dict[str, object]:
    """What else the row says of the place: its type in HIRA's words, since when, how many doctors."""
    opened_on = day(row.pop("개설일자", ""))
    doctors = row.pop("총의사수", "")
    stated: dict[str, object] = {"type_ko": row.pop("종별코드명")}
    if opened_on and opened_on.year > 1900:
        stated["opened_on"] = opened_on.isoformat()
    if doctors.isdigit():
        stated["doctors"] = int(doctors)
    return stated
