"""One row of a nearest search, and the page of rows that a search gives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.utils.translation import get_language

from geoportal.places.categories import CATEGORY_OF_ID, Category

MAX_RADIUS_M = 50_000


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

    @property
    def category(self) -> Category:
        return CATEGORY_OF_ID[self.category_id]

    @property
    def name(self) -> str:
        return self.name_ko if get_language() == "ko" else self.name_en or self.name_ko

    @property
    def unit_name(self) -> str:
        return (self.unit_name_ko if get_language() == "ko" else self.unit_name_en) or ""


@dataclass(frozen=True, slots=True)
class NearSearch:
    """What is asked of a nearest search beside the point; no categories means all of them.

    `after` is the distance and id of the last place already shown (keyset paging).
    """

    categories: tuple[Category, ...] = ()
    radius_m: int = 3000
    text: str = ""
    limit: int = 20
    after: tuple[float, int] | None = None


@dataclass(frozen=True, slots=True)
class NearResult:
    """Nearest first; `widened_to_m` when nothing was within the radius asked for."""

    places: list[NearPlace]
    widened_to_m: int | None
    has_more: bool
