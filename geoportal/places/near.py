"""One row of a nearest search, and the page of rows that a search gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from geoportal.core.hours import State, read_text, state
from geoportal.core.languages import current_code
from geoportal.places.categories import CATEGORY_OF_ID, Category
from geoportal.places.consultations import Consultation
from geoportal.places.offered import Service
from geoportal.places.wanted import ANYTHING, Wanted
from geoportal.regions.names import name_in

MAX_RADIUS_M = 50_000
# From this many places on, "how many have unknown hours" is not counted further.
MANY_UNKNOWN = 100


class NearPlace(NamedTuple):
    """A place and how far it is in a straight line; the order is that of near.sql's columns."""

    id: int
    category_id: int
    name_ko: str
    name_en: str
    address_ko: str
    address_en: str
    phone: str
    position: str
    checked_on: date | None
    lat: float
    lon: float
    distance_m: float
    unit_code: str | None
    unit_slug: str | None
    unit_name_ko: str | None
    unit_name_en: str | None
    source: str
    source_title_ko: str
    source_title_en: str
    is_sample: bool
    hours: str | None
    language_ids: list[int] | None
    service_ids: list[int] | None
    status_ids: list[int] | None
    free: int | None
    wheelchair: int | None

    @property
    def category(self) -> Category:
        return CATEGORY_OF_ID[self.category_id]

    @property
    def name(self) -> str:
        return self.name_ko if current_code() == "ko" else self.name_en or self.name_ko

    @property
    def unit_name(self) -> str:
        return name_in(current_code(), self.unit_name_ko or "", self.unit_name_en or "")

    def state(self, moment: datetime) -> State:
        """What its opening hours say of a moment."""
        return state(read_text(self.hours) if self.hours else None, moment)


class After(NamedTuple):
    """The last place of a page: the next page starts after it. `is_unknown` when its hours were asked for and are."""

    distance_m: float
    place_id: int
    is_unknown: bool = False


@dataclass(frozen=True, slots=True)
class NearSearch:
    """What is asked of a nearest search beside the point; no categories means all of them.

    With `open_at` the places that are open at that moment come first, then those of which it is unknown, each
    nearest first; the closed ones don't come. `text` is what a reader wrote; once it was looked for (`is_matched`),
    `among` are the ids that it fits, or `text` holds patterns for the walk when they are many. `after` is the last
    place already shown (keyset paging). With `best_for` the nearest are ordered by `ranking.best` for somebody who
    speaks these languages, on one page. `corrected`: the words fit nothing as written.
    """

    categories: tuple[Category, ...] = ()
    radius_m: int = 3000
    text: str = ""
    among: list[int] | None = None
    is_matched: bool = False
    limit: int = 20
    open_at: datetime | None = None
    wanted: Wanted = ANYTHING
    after: After | None = None
    best_for: tuple[str, ...] | None = None
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class NearResult:
    """Nearest first; `widened_to_m` when nothing was within the radius asked for.

    `at` is the moment that openness is told for. When it was asked for, `unknown_hours` is the number of places
    within the radius of which it is unknown, up to `MANY_UNKNOWN`; `unknown_offers` likewise, of those of which it is
    unknown whether they offer what is wanted. `consultations` are those in the languages asked for, by place, and
    `served` the wanted services that have hours of their own; `wanted` is what these were asked with.
    `after` is where the next page starts, if any. `corrected` says that no place has the words as they were written:
    these have similar ones.
    """

    places: list[NearPlace]
    widened_to_m: int | None
    at: datetime
    after: After | None = None
    unknown_hours: int | None = None
    unknown_offers: int | None = None
    consultations: Mapping[int, Sequence[Consultation]] = field(default_factory=dict)
    served: Mapping[int, Sequence[Service]] = field(default_factory=dict)
    wanted: Wanted = ANYTHING
    corrected: bool = False

    @property
    def has_more(self) -> bool:
        return self.after is not None
