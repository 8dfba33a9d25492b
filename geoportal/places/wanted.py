"""What somebody wants of a place beside where it is and when it is open: languages, a service, the cost, a ramp."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypedDict

from geoportal.places.kinds import SERVICE_IDS, STATUS_IDS, ServiceKind
from geoportal.places.languages import How, spoken_id, spoken_ids


class OffersFilter(TypedDict):
    """What the near*.sql files are asked with: all places for `offers` ``, else those of which `places_offers`
    (migration 0011) says this. Languages are one row of numbers, or two: those wanted, those that leave it unknown."""

    offers: str
    wanted_languages: list[int] | list[list[int]] | None
    wanted_service: int | None
    wanted_status: int | None
    wanted_free: bool
    wanted_wheelchair: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """Nothing wanted finds every place. Any of the `languages` will do, in whatever way it is spoken.

    With `how` it has to be spoken that way; of a place that speaks it in a way that nobody states this is unknown.

    A place is left out for a `status` of stay only when it is known to refuse it. With `unknown` the places come of
    which it is unknown whether they offer all this, in place of those that do.
    """

    languages: tuple[str, ...] = ()
    how: How = How.UNSTATED
    service: ServiceKind | None = None
    status: str = ""
    free: bool = False
    wheelchair: bool = False
    unknown: bool = False

    @property
    def is_anything(self) -> bool:
        return replace(self, unknown=False) != Wanted()

    def params(self) -> OffersFilter:
        """The filter for one statement."""
        return {
            "offers": ("unknown" if self.unknown else "yes") if self.is_anything else "",
            "wanted_languages": self._spoken(),
            "wanted_service": SERVICE_IDS[self.service] if self.service else None,
            "wanted_status": STATUS_IDS[self.status] if self.status else None,
            "wanted_free": self.free,
            "wanted_wheelchair": self.wheelchair,
        }

    def numbers(self) -> list[list[int]]:
        """The languages as `spoken_id`: one row for any way; or two, spoken as wanted and in a way that nobody
        states."""
        if not self.languages:
            return []
        if self.how:
            return [[spoken_id(one, way) for one in self.languages] for way in (self.how, How.UNSTATED)]
        return [[number for one in self.languages for number in spoken_ids(one)]]

    def _spoken(self) -> list[int] | list[list[int]] | None:
        rows = self.numbers()
        return rows[0] if len(rows) == 1 else rows or None


ANYTHING = Wanted()
