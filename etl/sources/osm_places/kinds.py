"""What kind of place a feature of OpenStreetMap is, by its tags and its Korean name; never by a guess."""

from __future__ import annotations

import re
from collections.abc import Mapping

from etl.record import Skip
from etl.source import Source

NO_CATEGORY = "-"
BRANCH = re.compile(r"(?<=학교)\s*\S*분교(?:장)?$|\s*\([^()]*\)$")
# 초·중학교, 중고등학교: one school of several levels, or a name that only looks like it.
AND = r"[·・ㆍ,./\s-]*"
SEVERAL_LEVELS = re.compile(rf"초(?:등학교)?{AND}중학교$|중(?:학교)?{AND}고등학교$|초{AND}중{AND}고")
FOR_FOREIGNERS = re.compile(r"외국인|다문화|이주민|이주노동자|이주여성|이주배경|고려인|글로벌청소년")
CENTER = re.compile(r"센터|복지관|상담소|상담센터|지원단")
FAMILY_CENTER = re.compile(r"가족\s?센터$|가족지원센터$")
LIFE_CYCLE = ("disused", "abandoned", "demolished", "razed", "ruins", "closed", "construction", "proposed")


def category_of(row: Mapping[str, str], source: Source, *, name: str) -> str | Skip:
    """Our category, or why the portal has none for it."""
    amenity = row.get("amenity", "")
    if is_closed(row):
        return Skip("closed")
    if amenity == "school":
        return school(name, row.get("isced:level", ""), source)
    if amenity == "social_facility":
        return social_facility(name)
    if amenity == "kindergarten" and (name.endswith("어린이집") or "nursery" in row.get("kindergarten", "")):
        return Skip("daycare")
    if amenity in source.mappings["types"] or row.get("healthcare"):
        return health(amenity, row.get("healthcare", ""), source, name=name)
    return office(name, source)


def is_closed(row: Mapping[str, str]) -> bool:
    """Whether the map says that the place is no more, or not yet."""
    return any(row.get(key, "no") != "no" for key in LIFE_CYCLE) or row.get("opening_hours") in ("closed", "off")


def school(name: str, isced: str, source: Source) -> str | Skip:
    """By the end of the Korean name or isced:level; `unknown_level` when neither says, or they differ."""
    named, stated = level_named(name, source), source.mappings["isced"].get(isced.strip(), "")
    if (isced and not stated) or (named and stated and named != stated):
        return Skip("unknown_level")
    return named or stated or Skip("unknown_level")


def level_named(name: str, source: Source) -> str:
    """The level that the end of a school's name says; `` for none and for several."""
    plain = BRANCH.sub("", name.strip())
    if SEVERAL_LEVELS.search(plain):
        return ""
    return next((level for end, level in source.mappings["levels"].items() if plain.endswith(end)), "")


def social_facility(name: str) -> str | Skip:
    """A support center only when its name says for whom it is."""
    if FAMILY_CENTER.search(name) or (FOR_FOREIGNERS.search(name) and CENTER.search(name)):
        return "support_center"
    return Skip("not_named_for_foreigners")


def health(amenity: str, healthcare: str, source: Source, *, name: str) -> str | Skip:
    """By the end of the Korean name, else by amenity, else by healthcare."""
    if name.endswith(("동물병원", "동물의료센터")):
        return Skip("veterinary")
    types = source.mappings["types"]
    tagged = types.get(amenity) or types.get(healthcare)
    if amenity == "kindergarten":
        return str(tagged)
    ends = source.mappings["health_names"]
    longest = max((end for end in ends if name.endswith(end)), key=len, default="")
    if longest:
        return ends[longest]
    return Skip("no_category") if tagged in (None, NO_CATEGORY) else str(tagged)


def office(name: str, source: Source) -> str | Skip:
    """An office that foreigners have to do with, when its name says so."""
    found = [category for word, category in source.mappings["office_names"].items() if word in name]
    return found[0] if found else Skip("no_category")
