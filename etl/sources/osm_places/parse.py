"""A feature of OpenStreetMap to a place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress

from etl.clean.osm_hours import week_of
from etl.clean.values import day, degrees
from etl.readers.osm_tags import is_shelter
from etl.record import LanguageRecord, PlaceRecord, Skip
from etl.source import Source
from etl.sources.osm_places.kinds import category_of
from geoportal.places.languages import spoken_tag

HANGUL = re.compile(r"[가-힣]")
# `name:vi`, `name:zh-Hant`; Korean and English have fields of their own, `kr` is a wrong key for Korean.
OTHER_NAME = re.compile(r"name:((?!ko$|en$|kr$)(?:[a-z]{2}|fil)(?:-[A-Za-z]{2,4})?)")
SPOKEN = re.compile(r"language:([a-z]{2,3}(?:-[A-Za-z]{2,4})?)")
# A mobile number may be one person's own.
MOBILE = re.compile(r"^(?:\+82[\s.-]*(?:\(0\))?0?|0)1[016789]\D?\d")
IN_BRACKETS = re.compile(r"\s*\([A-Za-z0-9 .,'-]*\)$")
KEPT = ("opening_hours", "wheelchair", "emergency")
# Families of tags about the building, the mapping or the trade, of which there are too many to list.
UNUSED = (
    "building", "roof", "name", "source", "wikipedia", "brand", "payment", "healthcare", "isced", "toilets",
    "wheelchair", "opening_hours", "contact", "survey", "ref", "social_facility", "access", "internet_access",
)  # fmt: skip


def parse_row(row: dict[str, str], source: Source) -> PlaceRecord | Skip:
    """One place, known by its element's id (`way/2`); tags are popped from the row."""
    if is_shelter(row):
        return Skip("shelter")
    province = source.mappings["provinces"].get(row.get("addr:province", ""), "")
    if row.pop("addr:province", "") and not province:
        return Skip("other_province")
    name_ko = korean_name(row)
    category = category_of(row, source, name=name_ko)
    if isinstance(category, Skip):
        return category
    place = PlaceRecord(
        source_key=row.pop("@id"),
        category=category,
        name_ko=name_ko,
        lat=degrees(row.pop("@lat")),
        lon=degrees(row.pop("@lon")),
        unit_ko=unit_ko(row, province),
        address_ko=address_ko(row, province),
        phone=phone(first_of(row, "phone", "contact:phone")),
        homepage=first_of(row, "website", "contact:website", "url").split(";")[0],
        name_en=row.get("name:en", ""),
        checked_on=day(row.pop("@date", "")) or source.reference_date,
        languages=languages(row),
        attributes=attributes(row),
    )
    forget_unused(row)
    return place


def korean_name(row: dict[str, str]) -> str:
    """The Korean name: `name:ko`, else `name`, else what a mapper put under the wrong key `name:kr`."""
    names = [row[key] for key in ("name:ko", "name", "name:kr") if row.get(key)]
    return next((name for name in names if HANGUL.search(name)), names[0] if names else "")


def unit_ko(row: dict[str, str], province: str) -> str:
    """`경기도 수원시 영통구`, as far as the tags go; `` when they name no si/gun."""
    city = row.get("addr:city") or row.get("addr:county", "")
    words = [province, city, row.get("addr:district", "")]
    return " ".join(word for word in words if word) if city and HANGUL.search(city) else ""


def address_ko(row: dict[str, str], province: str) -> str:
    """One line, from the province to the number; `` when the tags give neither a street nor a dong."""
    full = row.pop("addr:full", "")
    unit = [row.pop(key, "") for key in ("addr:city", "addr:county", "addr:district")]
    dong = row.pop("addr:subdistrict", "")
    street, number = IN_BRACKETS.sub("", row.pop("addr:street", "")), row.pop("addr:housenumber", "")
    if full:
        return full
    if not HANGUL.search(street or dong):
        return ""
    korean = [word for word in (province, *unit, street or dong) if HANGUL.search(word)]
    return " ".join([*korean, number]).strip()


def phone(text: str) -> str:
    """The first number that is not a mobile's; `` when there is none."""
    return next((number for number in map(str.strip, text.split(";")) if not MOBILE.match(number)), "")


def first_of(row: dict[str, str], *keys: str) -> str:
    """The first of these tags that has a value; all are popped."""
    values = [row.pop(key, "") for key in keys]
    return next((value for value in values if value), "")


def attributes(row: dict[str, str]) -> dict[str, object]:
    """Names in other languages by language, and what the map says of hours, wheelchairs and emergencies; the hours as
    a week too, where one says the same."""
    names = {match[1]: row[key] for key in sorted(row) if (match := OTHER_NAME.fullmatch(key))}
    stated: dict[str, object] = {"names": names} if names else {}
    week = week_of(row.get("opening_hours", ""))
    stated |= {"hours": week} if week else {}
    return stated | {key: value for key in KEPT if (value := row.pop(key, ""))}


def languages(row: dict[str, str]) -> tuple[LanguageRecord, ...] | None:
    """The languages that `language:xx=yes` says are spoken there; None when no tag says anything."""
    said = {match[1]: row.pop(key) for key in sorted(row) if (match := SPOKEN.fullmatch(key))}
    known = {tag: answer for tag, answer in said.items() if answer in ("yes", "main", "no")}
    return tuple(LanguageRecord(tag) for tag in spoken_in(known)) if known else None


def spoken_in(said: Mapping[str, str]) -> list[str]:
    """The portal's tags of the languages answered with yes; one that the portal does not list is left out."""
    found = []
    for tag, answer in said.items():
        with suppress(KeyError):
            found += [spoken_tag(tag)] if answer != "no" else []
    return list(dict.fromkeys(found))


def forget_unused(row: dict[str, str]) -> None:
    """Take out what told the kind, names, and the families of `UNUSED`; the rest shows in the report."""
    told = {"amenity", "office", "kindergarten", "disused", "abandoned", "construction"}
    for key in list(row):
        if key in told or key.split(":", 1)[0] in UNUSED:
            del row[key]
