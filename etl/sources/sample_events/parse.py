"""Made-up events over the coming two months, new each week."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta

from etl.generate import Dong, shares
from etl.record import EventRecord

TOTAL = 120
DAYS_AHEAD = 66
KINDS: dict[str, tuple[str, str, int]] = {
    "festival": ("축제", "festival", 3),
    "performance": ("공연", "performance", 1),
    "exhibition": ("전시", "exhibition", 21),
    "class": ("교실", "class", 1),
    "meeting": ("모임", "meeting", 1),
}


def generate(dongs: Sequence[Dong], today: date) -> list[EventRecord]:
    """The sample events of the week that holds `today`; the same on every day of it."""
    monday = today - timedelta(days=today.weekday())
    own = [dong for dong in dongs if dong.in_gyeonggi]
    kinds = list(KINDS)
    dealt = shares(own, TOTAL, seed="sample_events")
    stands = [(dong, number) for dong, count in dealt for number in range(1, count + 1)]
    return [
        event_in(dong, number, kind=kinds[index % len(kinds)], monday=monday)
        for index, (dong, number) in enumerate(stands)
    ]


def event_in(dong: Dong, number: int, *, kind: str, monday: date) -> EventRecord:
    """One event in one dong."""
    chance = random.Random(f"sample_events {monday} {dong.code} {number}")  # noqa: S311
    lat, lon = dong.point(chance)
    word_ko, word_en, longest_days = KINDS[kind]
    starts_on = monday + timedelta(days=chance.randint(0, DAYS_AHEAD))
    return EventRecord(
        source_key=f"{monday}-{dong.code}-{number}",
        category=kind,
        name_ko=f"견본 {word_ko} · {dong.name_ko} {number}",
        name_en=f"Sample {word_en}, {dong.name_en} {number}",
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=chance.randint(0, longest_days - 1)),
        lat=lat,
        lon=lon,
        venue_ko=f"견본 장소 · {dong.name_ko}",
        address_ko=dong.address_ko,
    )
