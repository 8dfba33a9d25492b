"""Whether a place is open for somebody who wants a language or a service: `places_open_for` (migration 0011), and until
when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from math import inf

from geoportal.core.hours import Open, State
from geoportal.places.consultations import Consultation
from geoportal.places.offered import Service
from geoportal.places.wanted import Wanted

LIKELY = {Open.NO: 0, Open.UNKNOWN: 1, Open.YES: 2}


def state_for(
    own: State,
    *,
    spoken: Sequence[int] | None,
    wanted: Wanted,
    consulted: Iterable[Consultation] = (),
    served: Iterable[Service] = (),
) -> State:
    """What the hours of a place say of the moment of `own`, its own state, to somebody who wants this.

    A service's own hours (`served`: those of the wanted one) go before the place's, and a consultation's before both
    for its languages. `spoken` are the place's languages as `languages.spoken_id`.
    """
    held = [one for one in consulted if wanted.languages and wanted.service in (None, one.kind)]
    states = [one.state(own.at) for one in held]
    in_consultations = {number for one in held for number in one.language_ids}
    if not held or not asked_of(spoken, wanted) <= in_consultations:
        states.append(likeliest([one.state(own.at) for one in served] or [own]))
    return likeliest(states)


def asked_of(spoken: Sequence[int] | None, wanted: Wanted) -> set[int]:
    """The wanted languages that the place speaks; in the wanted way only, where it is known to speak one so."""
    first, *others = wanted.numbers() or [[]]
    here = set(spoken or ())
    return here.intersection(first) or here.intersection(*others) if others else here.intersection(first)


def likeliest(states: Iterable[State]) -> State:
    """Of several the one with which somebody is served: open the longest, else perhaps open, else open the soonest."""
    return max(states, key=_likely)


def _likely(one: State) -> tuple[int, float, float]:
    return LIKELY[one.open], _seconds(one.until), -_seconds(one.next_opens)


def _seconds(moment: datetime | None) -> float:
    return moment.timestamp() if moment else inf
