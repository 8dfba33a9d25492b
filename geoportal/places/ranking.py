"""The order "best for me": how far, whether it is open, and whether my language is spoken, as one score."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from geoportal.core.hours import Open, State
from geoportal.places.languages import How, spoken
from geoportal.places.near import NearPlace

# So many of the nearest are put into order; what is further away than these is never best.
CANDIDATES = 100
# A place twice as far as another by this distance must be better in all else to come first.
HALF_M = 1200
# Unknown weighs between yes and no: somebody can call and ask.
OPEN = {Open.YES: 1.0, Open.UNKNOWN: 0.6, Open.NO: 0.2}
OPENS_SOON, SOON = 0.8, timedelta(minutes=60)
SPOKEN = {How.IN_PERSON: 1.0, How.UNSTATED: 0.95, How.INTERPRETER: 0.9, How.PHONE: 0.8}
LANGUAGES_UNKNOWN, NOT_SPOKEN = 0.45, 0.3


def best(places: Iterable[NearPlace], *, at: datetime, languages: Sequence[str]) -> list[NearPlace]:
    """The places by their score, the best first; of equal ones the nearer first. Nobody's `languages` don't count."""
    return sorted(places, key=lambda place: (-score(place, at=at, languages=languages), place.distance_m, place.id))


def score(place: NearPlace, *, at: datetime, languages: Sequence[str]) -> float:
    """Between 0 and 1; each of the three may halve it or worse, none makes it nothing."""
    near = 2 ** (-place.distance_m / HALF_M)
    return float(near * openness(place.state(at)) * understood(place.language_ids, languages))


def openness(hours: State) -> float:
    """A place that opens within the hour is worth the way."""
    if hours.open is Open.NO and hours.next_opens and hours.next_opens - hours.at <= SOON:
        return OPENS_SOON
    return OPEN[hours.open]


def understood(numbers: Sequence[int] | None, languages: Sequence[str]) -> float:
    """How well one of the languages gets somebody on; 1 when none is asked for."""
    if not languages:
        return 1.0
    if numbers is None:
        return LANGUAGES_UNKNOWN
    ways = [SPOKEN[how] for language, how in map(spoken, numbers) if language in languages]
    return max(ways, default=NOT_SPOKEN)
