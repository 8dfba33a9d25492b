"""An item of the register of welfare facilities to a place."""

from __future__ import annotations

import math

from etl.clean.provinces import OURS, province_of
from etl.record import PlaceRecord, ServiceRecord, Skip
from etl.source import Source
from geoportal.places.kinds import ServiceKind

MASK = "***"
# What every centre for multicultural families does, by the act on their support (다문화가족지원법 12 ④).
SERVICES = (
    ServiceKind.COUNSELLING_FAMILY, ServiceKind.KOREAN_CLASS, ServiceKind.INTERPRETING, ServiceKind.JOB_PLACEMENT,
)  # fmt: skip


def parse_row(row: dict[str, str], source: Source) -> PlaceRecord | Skip:
    """One family centre, without a position; of another kind of facility nothing is read but its kind.

    The address comes in pieces (`경기도 수원시 지은로 ` and `35 (지은동)`).
    """
    category, name = source.mappings["kinds"].get(row.pop("fcltKindCd", "")), row.pop("fcltNm", "")
    if category is None or MASK in name:
        return Skip("other_kind")
    address = " ".join(row.pop(piece, "") for piece in ("fcltAddr", "fcltDtl_1Addr", "fcltDtl_2Addr"))
    if province_of(address, source.mappings["provinces"]) != OURS:
        return Skip("other_province" if address.strip() else "no_address")
    key = row.pop("fcltCd", "")
    if not key:
        return Skip("no_key")
    phone, second = row.pop("fcltTelNo", ""), row.pop("fcltTelNo2", "")
    return PlaceRecord(
        source_key=key,
        category=category,
        name_ko=name,
        name_en=row.pop("fcltEngNm", ""),
        lat=math.nan,
        lon=math.nan,
        unit_ko=" ".join(address.split()[:3]),
        address_ko=" ".join(address.split()),
        phone=phone or second,
        homepage=row.pop("homepageAddr", ""),
        checked_on=source.reference_date,
        services=tuple(ServiceRecord(kind, checked_on=source.reference_date) for kind in SERVICES),
    )
