"""What somebody wants of a place beside where it is and when it is open: languages, a service, the cost, a ramp."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypedDict

from geoportal.places.kinds import SERVICE_IDS, STATUS_IDS, ServiceKind
from geoportal.places.languages import spoken_ids


class OffersFilter(TypedDict):
    """What the near*.sql files are asked with: all places for `offers` ``, else those of which `places_offers`
    (migration 0008) says this."""

    offers: str
    wanted_languages: list[int] | None
    wanted_service: int | None
    wanted_status: int | None
    wanted_free: bool
    wanted_wheelchair: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """Nothing wanted finds every place. Any of the `languages` will do, in whatever way it is spoken.

    A place is left out for a `status` of stay only when it is known to refuse it. With `unknown` the places come of
    which it is unknown whether they offer all this, in place of those that do.
    """

    languages: tuple[str, ...] = ()
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
            "wanted_languages": [n for one in self.languages for n in spoken_ids(one)] or None,
            "wanted_service": SERVICE_IDS[self.service] if self.service else None,
            "wanted_status": STATUS_IDS[self.status] if self.status else None,
            "wanted_free": self.free,
            "wanted_wheelchair": self.wheelchair,
        }


ANYTHING = Wanted()
