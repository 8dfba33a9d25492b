"""Who serves me: the offices responsible for a region on a day, kind by kind, or that they are not known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

from geoportal.core.sql import rows
from geoportal.places.categories import CATEGORY_IDS, Category, OfficeKind
from geoportal.places.models import Place
from geoportal.regions.categories import LEVEL_IDS, Level
from geoportal.regions.models import Region

KINDS = tuple(OfficeKind)
# Regional Public Health Act, article 10 (1): one public health center in each si, gun and autonomous gu; the ministry's
# own words on the wording in force since 2022-08-18.
CENTER_BY_LAW = {
    "law_kind": OfficeKind.PUBLIC_HEALTH_CENTER.value,
    "law_title": "지역보건법 제10조: 시·군·구에 1개소의 보건소 (보건복지부 2022-08-02)",
    "law_url": "https://mohw.go.kr/board.es?act=view&bid=0027&list_no=372484&mid=a10503000000",
    "law_checked_on": date(2026, 11, 29),
    "city_level": LEVEL_IDS[Level.SIGUN],
    "center_category": CATEGORY_IDS[Category.PUBLIC_HEALTH_CENTER],
}


class Certainty(StrEnum):
    """What can be said: `known`; `depends` on where exactly in the region; `unknown`."""

    KNOWN = "known"
    DEPENDS = "depends"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Responsible:
    """An office that serves a region: since when (None: unknown), for which part of it, and where that was read."""

    office: Place
    since: date | None
    part_ko: str
    source_title: str
    source_url: str
    checked_on: date


@dataclass(frozen=True, slots=True)
class Served:
    """The answer for one kind: with `known` the offices that serve, with `depends` those of which one does."""

    kind: OfficeKind
    certainty: Certainty
    offices: tuple[Responsible, ...] = ()


class Found(NamedTuple):
    """A row of `sql/serving.sql`."""

    kind: str
    place_id: int
    holds: bool
    part_ko: str
    valid_from: date | None
    source_title: str
    source_url: str
    checked_on: date


def serving(region: Region, day: date, *, kinds: Sequence[OfficeKind] = KINDS) -> list[Served]:
    """Who serves the people of a region on a day, in the order of `kinds`.

    `region` is the smallest one known, in the edition in force that day: a dong gives the most certain answer.
    """
    asked = {"region": region.pk, "day": day, "kinds": [kind.value for kind in kinds], **CENTER_BY_LAW}
    found = [Found._make(row) for row in rows("places/serving", asked)]
    offices = Place.objects.with_provenance().in_bulk({row.place_id for row in found})
    by_kind = {OfficeKind(kind): list(those) for kind, those in groupby(found, key=lambda row: row.kind)}
    return [served(kind, by_kind.get(kind, []), offices=offices) for kind in kinds]


def served(kind: OfficeKind, found: Sequence[Found], *, offices: Mapping[int, Place]) -> Served:
    """What the rows of one kind say: an area inside the region, or a part of one, leaves it open who serves all."""
    if not found:
        return Served(kind, Certainty.UNKNOWN)
    whole = all(row.holds and not row.part_ko for row in found)
    return Served(kind, Certainty.KNOWN if whole else Certainty.DEPENDS, tuple(once(found, offices)))


def once(found: Iterable[Found], offices: Mapping[int, Place]) -> Iterable[Responsible]:
    """Each office once, with the first of its areas."""
    seen: set[int] = set()
    for row in found:
        if row.place_id not in seen:
            seen.add(row.place_id)
            yield Responsible(
                offices[row.place_id], row.valid_from, row.part_ko, row.source_title, row.source_url, row.checked_on
            )
