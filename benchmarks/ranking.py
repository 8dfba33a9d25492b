"""How good the order "best for me" is: nDCG on hand-made searches, beside other orders of the same places.

    python -m benchmarks.ranking

Needs no database. The grades are one person's judgement (`ranking.txt` says how): they show that the score does
what it is meant to, not that residents agree.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import log2
from pathlib import Path
from statistics import mean

from geoportal.core.hours import DAYS, SEOUL, Open
from geoportal.places.languages import spoken_id
from geoportal.places.near import NearPlace
from geoportal.places.ranking import best

FIRST = 5
WEEKDAYS, DAILY = DAYS[:5], DAYS
HOURS = {
    "day": (WEEKDAYS, ["09:00", "18:00"]),
    "six": (DAYS[:6], ["09:00", "18:30"]),
    "late": (DAILY, ["09:00", "22:00"]),
    "night": (DAILY, ["18:00", "25:00"]),
    "always": (DAILY, ["00:00", "24:00"]),
}
Order = Callable[["Search"], Sequence[NearPlace]]


@dataclass(frozen=True, slots=True)
class Search:
    """What somebody asked, the places that were near, and the grade of each by its id."""

    languages: tuple[str, ...]
    at: datetime
    places: tuple[NearPlace, ...]
    grades: tuple[int, ...]


def searches(text: str) -> list[Search]:
    """The searches of the file."""
    blocks = "\n".join(line for line in text.splitlines() if not line.startswith("#")).split("? ")[1:]
    return [search(*block.strip().splitlines()) for block in blocks]


def search(head: str, *lines: str) -> Search:
    language, moment = head.split()
    rows = [line.split() for line in lines]
    return Search(
        languages=() if language == "-" else (language,),
        at=datetime.fromisoformat(moment).replace(tzinfo=SEOUL),
        places=tuple(place(number, row) for number, row in enumerate(rows)),
        grades=tuple(int(row[3]) for row in rows),
    )


def place(number: int, row: Sequence[str]) -> NearPlace:
    """A place of which only the distance, the hours and the languages are known."""
    distance, hours, languages, _ = row
    blank = NearPlace._make([None] * len(NearPlace._fields))
    return blank._replace(
        id=number, distance_m=float(distance), hours=week(hours) if hours != "-" else None,
        language_ids=None if languages == "-" else spoken_ids(languages),
    )  # fmt: skip


def week(name: str) -> str:
    days, span = HOURS[name]
    return json.dumps({day: [span] if day in days else [] for day in DAYS})


def spoken_ids(text: str) -> list[int]:
    return [] if text == "none" else [spoken_id(*one.split(":")) for one in text.split(",")]


def ndcg(found: Sequence[int], grades: Sequence[int]) -> float:
    """How near the order of the grades found comes to the best one possible, of the first five; 1 is the best."""
    return gain(found) / gain(sorted(grades, reverse=True))


def gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / log2(rank + 1) for rank, grade in enumerate(grades[:FIRST], 1))


def nearest(asked: Search) -> Sequence[NearPlace]:
    return sorted(asked.places, key=lambda one: one.distance_m)


def open_first(asked: Search) -> Sequence[NearPlace]:
    ranks = [Open.YES, Open.UNKNOWN, Open.NO]
    return sorted(asked.places, key=lambda one: (ranks.index(one.state(asked.at).open), one.distance_m))


def best_for_me(asked: Search) -> Sequence[NearPlace]:
    return best(asked.places, at=asked.at, languages=asked.languages)


ORDERS: dict[str, Order] = {
    "nearest first": nearest,
    "open first, then nearest": open_first,
    "best for me": best_for_me,
}


def scores(asked: Sequence[Search]) -> dict[str, float]:
    """The mean nDCG of each order."""
    return {
        name: mean(ndcg([one.grades[place.id] for place in order(one)], one.grades) for one in asked)
        for name, order in ORDERS.items()
    }


def main() -> None:
    asked = searches(Path(__file__).with_suffix(".txt").read_text(encoding="utf-8"))
    print(f"{len(asked)} searches, {sum(len(one.places) for one in asked)} places; nDCG of the first {FIRST}")
    for name, score in scores(asked).items():
        print(f"{name:26}{score:6.3f}")


if __name__ == "__main__":
    main()
