"""Whether two rows are one place: what speaks for it, what forbids it, and how strong it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from rapidfuzz.distance import Indel

from etl.clean.english import english
from etl.match.keys import SCHOOLS, Keys, metres_between
from etl.match.name_keys import SPECIALITY
from geoportal.places.categories import Category

SAME = "same name"
BRANCH_LEFT_OUT = "branch left out"
TYPE_DIFFERS = "only the type differs"
PREFIX_DIFFERS = "city or operator before the name"
LATIN = "same in Latin letters"
OTHER = "other name"
WEIGHT = {SAME: 60, BRANCH_LEFT_OUT: 50, TYPE_DIFFERS: 45, PREFIX_DIFFERS: 40, LATIN: 35}
# How near, in metres, two stated points must be when neither address nor phone agrees.
NEAR_M = {SAME: 300.0, BRANCH_LEFT_OUT: 50.0, TYPE_DIFFERS: 50.0, PREFIX_DIFFERS: 100.0, LATIN: 150.0}
PHONE_NEAR_M = 1_000.0
FAR_M = 5_000.0
# Two hospitals (병원) of one si/gun don't bear one name; one may have moved.
HOSPITAL_MOVED_M = 2_000.0
WRONG_UNIT_M = 150.0
LATIN_ALIKE = 0.8
RENAMED_ALIKE = 0.6
RENAMED_ALIKE_HERE = 0.4
RENAMED_NEAR_M = 300.0
LATIN_LETTERS = re.compile(r"[^a-z0-9]")


class Evidence(NamedTuple):
    """`score` ranks pairs, higher is surer; `reasons` are for a human."""

    score: int
    reasons: tuple[str, ...]


class Facts(NamedTuple):
    """What two rows have in common: the relation of their names, how alike their stems are (0 to 1), whether
    building (or lot), own phone and nationwide number are the same, metres between stated points (None when
    unknown)."""

    relation: str
    alike: float
    here: bool
    phone: bool
    hotline: bool
    metres: float | None


def compare(a: Keys, b: Keys) -> Evidence | None:
    """Why the two are one place; None when that is not shown. Who is first does not matter."""
    if forbidden(a, b):
        return None
    facts = facts_of(a, b)
    return Evidence(score(a, b, facts), tuple(reasons(facts))) if shown(a, b, facts) else None


def forbidden(a: Keys, b: Keys) -> str:
    """What makes one place of the two impossible whatever else agrees; empty when nothing does."""
    if a.row.source == b.row.source:
        return "one source lists both"
    if a.group != b.group or not same_level(a, b):
        return "other kind of place"
    if a.name.branch and b.name.branch and a.name.branch != b.name.branch:
        return "other branch"
    if a.group.startswith("school") and a.name.branch != b.name.branch:
        return "school and branch school"
    if a.name.subtype != b.name.subtype and not (a.name.is_latin or b.name.is_latin):
        return "other kind of health centre or hospital"
    return ""


def same_level(a: Keys, b: Keys) -> bool:
    """Schools of two levels are two schools; a special school may be listed under any level."""
    one, other = a.row.category, b.row.category
    return one == other or one not in SCHOOLS or Category.SPECIAL_SCHOOL in (one, other)


def facts_of(a: Keys, b: Keys) -> Facts:
    """What the two have in common."""
    same_building = a.building is not None and a.building == b.building
    same_lot = a.lot is not None and a.lot == b.lot
    relation, alike = names(a, b)
    same_phone = bool(a.phone) and a.phone == b.phone
    same_hotline = bool(a.hotline) and a.hotline == b.hotline
    return Facts(relation, alike, same_building or same_lot, same_phone, same_hotline, metres_between(a, b))


def names(a: Keys, b: Keys) -> tuple[str, float]:
    """How the names relate, and how alike the stems are."""
    one, other = a.name, b.name
    if one.is_latin != other.is_latin:
        alike = latin_alike(one.core, b.row.name_ko) if one.is_latin else latin_alike(other.core, a.row.name_ko)
        return (LATIN if alike >= LATIN_ALIKE else OTHER), alike
    branch_left_out = one.branch != other.branch
    if one.core == other.core:
        return (BRANCH_LEFT_OUT if branch_left_out else SAME), 1.0
    if one.stem == other.stem:
        return TYPE_DIFFERS, 1.0
    if one.loose == other.loose or one.loose == other.stem or one.stem == other.loose:
        return PREFIX_DIFFERS, 0.9
    return OTHER, Indel.normalized_similarity(one.stem, other.stem)


def latin_alike(latin: str, name_ko: str) -> float:
    """How alike a name in Latin letters is to a Korean name's English, from 0 to 1."""
    return Indel.normalized_similarity(latin, LATIN_LETTERS.sub("", english(name_ko).lower()))


def shown(a: Keys, b: Keys, facts: Facts) -> bool:
    """Whether what the two have in common is enough."""
    if not may_lie_together(a, b, facts):
        return False
    if facts.relation == OTHER:
        return renamed(a, b, facts)
    if facts.here:
        return True
    if facts.phone and (within(facts, PHONE_NEAR_M) or facts.relation in (SAME, BRANCH_LEFT_OUT)):
        return True
    return near_enough(a, b, facts) or (facts.relation == SAME and same_by_area(a, b, facts))


def near_enough(a: Keys, b: Keys, facts: Facts) -> bool:
    """Whether the stated points alone show one place under these names."""
    if facts.metres is None:
        return False
    if facts.relation == SAME:
        limit_m = HOSPITAL_MOVED_M if both_hospitals(a, b) else PHONE_NEAR_M if facts.hotline else NEAR_M[SAME]
        return facts.metres <= limit_m
    other_building = a.building is not None and b.building is not None
    too_plain = facts.relation == PREFIX_DIFFERS and min(len(a.name.loose), len(b.name.loose)) < 2
    return facts.metres <= NEAR_M[facts.relation] and not other_building and not too_plain


def both_hospitals(a: Keys, b: Keys) -> bool:
    """Whether both are hospitals of one si/gun."""
    return a.row.category == b.row.category == Category.HOSPITAL and bool(a.unit) and a.unit == b.unit


def may_lie_together(a: Keys, b: Keys, facts: Facts) -> bool:
    """Whether si/gun and points allow one place. Two si/gun do not, unless name, phone and points agree."""
    if a.unit and b.unit and a.unit != b.unit:
        near = facts.metres is not None and facts.metres <= WRONG_UNIT_M
        return near and facts.phone and facts.relation == SAME
    far = facts.metres is not None and facts.metres > FAR_M
    return not far or (facts.relation == SAME and (facts.here or facts.phone) and bool(a.unit))


def renamed(a: Keys, b: Keys, facts: Facts) -> bool:
    """Another name: only the phone in the same building, or nearby under a similar name, shows one place; and not
    when the names tell two specialities, for sister clinics share a reception."""
    if other_speciality(a, b):
        return False
    if facts.here and (facts.phone or facts.hotline):
        return a.row.category == b.row.category or facts.alike >= RENAMED_ALIKE_HERE
    if not facts.phone:
        return False
    close = facts.metres is not None and facts.metres <= RENAMED_NEAR_M
    similar = facts.alike >= RENAMED_ALIKE or begins_like(a.name.stem, b.name.stem)
    return similar and (close or (same_dong(a, b) and facts.metres is None))


def other_speciality(a: Keys, b: Keys) -> bool:
    """Whether both names tell specialities, and none in common."""
    one, other = set(SPECIALITY.findall(a.name.core)), set(SPECIALITY.findall(b.name.core))
    return bool(one and other) and one.isdisjoint(other)


def begins_like(one: str, other: str) -> bool:
    """Whether the shorter stem, of two letters at least, begins the longer."""
    short, long = sorted((one, other), key=len)
    return len(short) > 1 and long.startswith(short)


def same_by_area(a: Keys, b: Keys, facts: Facts) -> bool:
    """The same name where the addresses can't be compared: a school of one si/gun, others of one dong."""
    if not a.unit or a.unit != b.unit:
        return False
    if a.group.startswith("school"):
        return within(facts, FAR_M)
    if facts.metres is not None or (a.building and b.building) or (a.lot and b.lot):
        return False
    return same_dong(a, b)


def same_dong(a: Keys, b: Keys) -> bool:
    return bool(a.dong) and a.unit == b.unit and a.dong == b.dong


def within(facts: Facts, limit_m: float) -> bool:
    """Not known to be farther apart."""
    return facts.metres is None or facts.metres <= limit_m


def score(a: Keys, b: Keys, facts: Facts) -> int:
    """Name up to 60, address 25, phone 20, distance up to 15, the same category and floor a little."""
    points = WEIGHT.get(facts.relation, int(30 * facts.alike))
    points += 25 * facts.here + 20 * facts.phone + 10 * facts.hotline + 4 * (a.row.category == b.row.category)
    points += 2 * (bool(a.address.detail) and a.address.detail == b.address.detail)
    return points + (max(0, 15 - int(facts.metres / 20)) if facts.metres is not None else 0)


def reasons(facts: Facts) -> Iterator[str]:
    """What speaks for one place, in words."""
    yield facts.relation if facts.relation != OTHER else f"other name ({facts.alike:.0%} alike)"
    if facts.here:
        yield "same building"
    if facts.phone or facts.hotline:
        yield "same phone"
    if facts.metres is not None:
        yield f"{facts.metres:,.0f} m apart"
