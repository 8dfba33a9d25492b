"""Made-up opening hours for sample places: weeks that such places often have, unknown for some."""

from __future__ import annotations

import random

from etl.clean.hours import DAYS, Span, Week

KNOWN_SHARE = 0.75
OFFICE: tuple[Span, ...] = (["09:00", "12:00"], ["13:00", "18:00"])
CLINIC: tuple[Span, ...] = (["09:00", "13:00"], ["14:00", "18:30"])
ALWAYS: tuple[Span, ...] = (["00:00", "24:00"],)
NEVER: tuple[Span, ...] = ()
# Monday to Friday, Saturday, Sunday and public holidays; None is unknown.
Pattern = tuple[tuple[Span, ...] | None, tuple[Span, ...] | None, tuple[Span, ...] | None]
PATTERNS: dict[str, tuple[Pattern, ...]] = {
    "emergency_room": ((ALWAYS, ALWAYS, ALWAYS),),
    "pharmacy": (
        ((["09:00", "19:00"],), (["09:00", "14:00"],), NEVER),
        ((["09:00", "21:00"],), (["09:00", "18:00"],), (["10:00", "17:00"],)),
        ((["18:00", "25:00"],), (["18:00", "25:00"],), (["18:00", "25:00"],)),
    ),
    "clinic": ((CLINIC, (["09:00", "13:00"],), NEVER), (CLINIC, (["09:00", "14:00"],), None)),
    "support_center": ((OFFICE, NEVER, NEVER), (OFFICE, None, (["09:00", "18:00"],))),
    "language_class": (((["19:00", "21:00"],), None, (["10:00", "16:00"],)),),
}
LIKE_CLINICS = ("hospital", "dental_clinic", "oriental_clinic")
LIKE_OFFICES = ("public_health_center", "counselling", "local_office", "immigration_office", "employment_center",
                "labour_office", "nhis_branch", "tax_office", "education_support_office")  # fmt: skip


def sample_hours(category: str, seed: str) -> Week | None:
    """A week for three in four samples of the kinds that keep hours; None for the rest. An emergency room never
    closes."""
    patterns = patterns_of(category)
    chance = random.Random(f"hours {seed}")  # noqa: S311
    if not patterns or (category != "emergency_room" and chance.random() >= KNOWN_SHARE):
        return None
    weekday, saturday, sunday = chance.choice(patterns)
    days = {"sat": saturday, "sun": sunday, "holiday": sunday}
    return {day: as_list(days.get(day, weekday)) for day in DAYS}


def patterns_of(category: str) -> tuple[Pattern, ...]:
    """The weeks that places of a category may have."""
    if category in LIKE_CLINICS:
        return PATTERNS["clinic"]
    if category in LIKE_OFFICES:
        return ((OFFICE, NEVER, NEVER),)
    return PATTERNS.get(category, ())


def as_list(spans: tuple[Span, ...] | None) -> list[Span] | None:
    return None if spans is None else [list(span) for span in spans]
