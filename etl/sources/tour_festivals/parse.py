"""An item of the Korea Tourism Organization's list of festivals to an event."""

from __future__ import annotations

import re

from etl.clean.events import MAX_VENUE, days_of
from etl.clean.provinces import OURS, province_of
from etl.clean.text import one_line
from etl.clean.values import day, degrees
from etl.record import EventRecord, Skip
from etl.source import Source

PROVIDER = "KTO"
SECURE = "https://"
# The organization's server of images answers at both schemes; its lists name now one, now the other.
OWN_IMAGES = "http://tong.visitkorea.or.kr/"
LANGUAGES = ("en", "zh-Hans", "ja", "ru")
# `Jieun Festival (지은축제)`
KOREAN = re.compile(r"\s*[(\uff08][^()\uff08\uff09]*[가-힣][^()\uff08\uff09]*[)\uff09]\s*$")
# A homepage is an address or a whole link in HTML.
LINK = re.compile(r"https?://[^\s\"'<>]+")


def parse_row(row: dict[str, str], source: Source) -> EventRecord | Skip:
    """One festival, known by its contentid. mapx is the longitude, mapy the latitude; days are days in Korea.

    `attributes["names"]` are its official names in other languages.
    """
    address, venue = row.pop("addr1", ""), row.pop("addr2", "")
    if province_of(address, source.mappings["provinces"]) != OURS:
        return Skip("other_province" if address else "no_address")
    days = days_of(row.pop("eventstartdate", ""), row.pop("eventenddate", ""))
    if isinstance(days, Skip):
        return days
    key = row.pop("contentid", "")
    if not key:
        return Skip("no_key")
    names, place = names_of(row), one_line(row.pop("행사장소", ""))
    homepage, phone = row.pop("행사홈페이지", ""), row.pop("주최자연락처", "")
    return EventRecord(
        source_key=key,
        category="festival",
        name_ko=row.pop("title", ""),
        starts_on=days[0],
        ends_on=days[1],
        lat=degrees(row.pop("mapy", "")),
        lon=degrees(row.pop("mapx", "")),
        venue_ko=venue if venue and not venue.startswith("(") else place[:MAX_VENUE],
        address_ko=address,
        phone=row.pop("tel", "") or phone,
        homepage=link[0] if (link := LINK.search(homepage)) else homepage,
        name_en=names.get("en", ""),
        checked_on=day(row.pop("modifiedtime", "")),
        attributes={
            **image(row, source),
            **intro(row, source),
            **({"names": names} if names else {}),
        },
        provider=PROVIDER,
    )


def intro(row: dict[str, str], source: Source) -> dict[str, object]:
    """What the answer for one event says, without its markup."""
    stated = {name: one_line(row.pop(column, "")) for column, name in source.mappings["intro"].items()}
    return {name: text for name, text in stated.items() if text}


def names_of(row: dict[str, str]) -> dict[str, str]:
    """The titles in other languages by BCP 47 tag, without the Korean one that some have in brackets after them."""
    stated = {tag: one_line(KOREAN.sub("", row.pop(f"title@{tag}", ""))) for tag in LANGUAGES}
    return {tag: name for tag, name in stated.items() if name}


def image(row: dict[str, str], source: Source) -> dict[str, object]:
    """The address of the picture with its licence; nothing when it has none we know, or no https."""
    address, kind = row.pop("firstimage", ""), row.pop("cpyrhtDivCd", "")
    if address.startswith(OWN_IMAGES):
        address = SECURE + address.removeprefix("http://")
    licence = source.mappings["image_licenses"].get(kind)
    return {"image": address, "image_license": licence} if licence and address.startswith(SECURE) else {}
