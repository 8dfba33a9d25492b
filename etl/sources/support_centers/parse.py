"""A row of a list of centres for foreign residents to a place."""

from __future__ import annotations

import re
from collections.abc import Iterable

from etl.clean.events import key_of
from etl.clean.languages import languages_in, phones_in
from etl.clean.phones import area_code
from etl.clean.provinces import OTHER, OURS, province_of
from etl.clean.text import one_line
from etl.clean.values import degrees
from etl.record import LanguageRecord, PhoneRecord, PlaceRecord, ServiceRecord, Skip
from etl.source import Source
from geoportal.places.kinds import Cost
from geoportal.places.languages import How

NO_CATEGORY = "-"
FREE = "무료"
NUMBER = re.compile(r"\+?\d[\d-]*\d")


def parse_row(row: dict[str, str], source: Source) -> PlaceRecord | Skip:
    """One centre, known by its name and its si or gun: the lists have no ids. Line breaks become spaces."""
    is_official = "시군명" in row
    name, road, lot = (taken(row, column) for column in ("기관명", "소재지도로명주소", "소재지지번주소"))
    if any(word in name for word in source.mappings["secret"]):
        return Skip("secret_address")
    address = road or lot
    province = province_of(address, source.mappings["provinces"])
    if province != OURS:
        return Skip("other_province" if province == OTHER else "no_address")
    category = category_of(name, source, is_official=is_official)
    if isinstance(category, Skip):
        return category
    row.pop("시군명", None)
    contact, stated = taken(row, "연락처"), attributes(row)
    phones = tuple(phones_in(contact, area=area_code(address)))
    return PlaceRecord(
        source_key=key_of(name, address.split()[1] if " " in address else ""),
        category=category,
        name_ko=name,
        lat=degrees(taken(row, "위도")),
        lon=degrees(taken(row, "경도")),
        unit_ko=" ".join(address.split()[:3]),
        address_ko=address,
        phone=first_number(contact),
        homepage=first_address(taken(row, "홈페이지")),
        checked_on=source.reference_date,
        attributes=stated | ({} if is_official else {"listed_by": "operator"}),
        services=services(name, str(stated.get("description_ko", "")), phones=phones, source=source),
        languages=languages(phones, *(str(stated.get(field, "")) for field in ("description_ko", "for_whom_ko"))),
    )


def services(
    name: str, description: str, *, phones: tuple[PhoneRecord, ...], source: Source
) -> tuple[ServiceRecord, ...]:
    """What the name and the description say that the place does, by words; free when they say 무료.

    Numbers for one language each belong to the first, which is what people call for.
    """
    said = f"{name} {description}"
    kinds = dict.fromkeys(kind for word, kind in source.mappings["services"].items() if word in said)
    cost = Cost.FREE if FREE in said else Cost.UNKNOWN
    return tuple(
        ServiceRecord(kind, cost=cost, phones=() if number else phones, checked_on=source.reference_date)
        for number, kind in enumerate(kinds)
    )


def languages(phones: Iterable[PhoneRecord], *texts: str) -> tuple[LanguageRecord, ...] | None:
    """The languages that have a number of their own, then those that the texts name; None when there are none."""
    by_phone = [LanguageRecord(language, How.PHONE) for phone in phones for language in phone.languages or ()]
    found: dict[str, LanguageRecord] = {}
    for one in (*by_phone, *(one for text in texts for one in languages_in(text))):
        found.setdefault(one.language, one)
    return tuple(found.values()) or None


def category_of(name: str, source: Source, *, is_official: bool) -> str | Skip:
    """What a place is. The province's list holds centres for foreign residents and nothing else; a list written by
    hand holds all kinds, told by words in their names, and a name that says nothing gets no default."""
    if is_official:
        return "support_center"
    found = next((kind for word, kind in source.mappings["words"].items() if word in name), None)
    if found is None:
        return Skip("unknown_type")
    return Skip("no_category") if found == NO_CATEGORY else found


def first_number(text: str) -> str:
    """The first number in a text that holds several with words: `031-1-1(대표, 팩스 ..)`."""
    match = NUMBER.search(text)
    return match.group() if match else ""


def first_address(text: str) -> str:
    """The first web address of a text; mail addresses are none."""
    return next((word for word in re.split(r"[\s,()]+", text) if "." in word and "@" not in word), "")


def taken(row: dict[str, str], column: str) -> str:
    """A field popped, as one line."""
    return one_line(row.pop(column, ""))


def attributes(row: dict[str, str]) -> dict[str, object]:
    """Hours, description and whom it is for, as the list words them."""
    names = {"hours_ko": "이용시간", "description_ko": "설명", "for_whom_ko": "대상"}
    stated = {name: taken(row, column) for name, column in names.items()}
    return {name: text for name, text in stated.items() if text}
