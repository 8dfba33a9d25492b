"""What HIRA's quarterly lists share: one row is one institution. 좌표(X) is the longitude, 좌표(Y) the latitude."""

from __future__ import annotations

from etl.clean.provinces import OTHER, province_of
from etl.clean.values import day, degrees
from etl.record import PlaceRecord, Skip
from etl.source import Source

NO_CATEGORY = "-"


def institution(row: dict[str, str], source: Source) -> PlaceRecord | Skip:
    """The institution of a row, without what only one of the lists says; its fields are popped.

    The encrypted code (80 letters, case matters) is its key. The source's mappings `provinces`,
    `types` and `type_names` say which rows are the portal's, and as what.
    """
    key = row.pop("암호화요양기호")
    province = source.mappings["provinces"].get(row.pop("시도코드명"))
    category = category_of(row.pop("종별코드"), row.pop("종별코드명"), source)
    if province is None:
        return Skip("other_province")
    if isinstance(category, Skip):
        return category
    if not key:
        return Skip("no_key")
    address = row.pop("주소")
    if province_of(address, source.mappings["provinces"]) == OTHER:
        return Skip("province_disagrees")
    return PlaceRecord(
        source_key=key,
        category=category,
        name_ko=row.pop("요양기관명"),
        lat=degrees(row.pop("좌표(Y)")),
        lon=degrees(row.pop("좌표(X)")),
        unit_ko=unit_ko(row.pop("시군구코드명"), address=address, province=province),
        address_ko=address,
        phone=row.pop("전화번호"),
        checked_on=source.reference_date,
        attributes=opened(row.pop("개설일자", "")),
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


def opened(text: str) -> dict[str, object]:
    """Since when the institution is open; 1900-01-01 stands for a day that nobody knows."""
    opened_on = day(text)
    return {"opened_on": opened_on.isoformat()} if opened_on and opened_on.year > 1900 else {}
