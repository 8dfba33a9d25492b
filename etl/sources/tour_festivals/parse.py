"""An item of the Korea Tourism Organization's list of festivals to an event."""

from __future__ import annotations

from etl.clean.events import days_of
from etl.clean.provinces import OURS, province_of
from etl.clean.values import day, degrees
from etl.record import EventRecord, Skip
from etl.source import Source

PROVIDER = "KTO"
SECURE = "https://"
# The organization's server of images answers at both schemes; its lists name now one, now the other.
OWN_IMAGES = "http://tong.visitkorea.or.kr/"


def parse_row(row: dict[str, str], source: Source) -> EventRecord | Skip:
    """One festival, known by its contentid. mapx is the longitude, mapy the latitude; days are days in Korea."""
    address, venue = row.pop("addr1", ""), row.pop("addr2", "")
    if province_of(address, source.mappings["provinces"]) != OURS:
        return Skip("other_province" if address else "no_address")
    days = days_of(row.pop("eventstartdate", ""), row.pop("eventenddate", ""))
    if isinstance(days, Skip):
        return days
    key = row.pop("contentid", "")
    if not key:
        return Skip("no_key")
    return EventRecord(
        source_key=key,
        category="festival",
        name_ko=row.pop("title", ""),
        starts_on=days[0],
        ends_on=days[1],
        lat=degrees(row.pop("mapy", "")),
        lon=degrees(row.pop("mapx", "")),
        venue_ko="" if venue.startswith("(") else venue,
        address_ko=address,
        phone=row.pop("tel", ""),
        checked_on=day(row.pop("modifiedtime", "")),
        attributes=image(row, source),
        provider=PROVIDER,
    )


def image(row: dict[str, str], source: Source) -> dict[str, object]:
    """The address of the picture with its licence; nothing when it has none we know, or no https."""
    address, kind = row.pop("firstimage", ""), row.pop("cpyrhtDivCd", "")
    if address.startswith(OWN_IMAGES):
        address = SECURE + address.removeprefix("http://")
    licence = source.mappings["image_licenses"].get(kind)
    return {"image": address, "image_license": licence} if licence and address.startswith(SECURE) else {}
