"""How templates show what the sources of a place or event say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django import template
from django.utils.functional import Promise

from geoportal.core.hours import State
from geoportal.core.hours_words import words
from geoportal.events.labels import DISPUTED_LABELS, TEXT_LABELS
from geoportal.events.models import Event
from geoportal.events.stated import NAMES, Said
from geoportal.places import hours, stated
from geoportal.places.consultations import Consultation
from geoportal.places.corrected import Corrected, Correction
from geoportal.places.features import service_in_words, told_in_words
from geoportal.places.kinds import Cost, ServiceKind
from geoportal.places.labels import CORRECTED, correction_why, field_label, position_note
from geoportal.places.models import Place, Service
from geoportal.places.near import NearPlace
from geoportal.places.offer_labels import COSTS, SERVICES, languages_label

register = template.Library()
register.filter("week", hours.week)
register.filter("week_now", hours.week_now)
register.filter("spans", hours.spans)
register.filter("state_words", words)
register.filter("field_name", field_label)
register.filter("correction_why", correction_why)


@register.filter
def said_apart(row: Place | Event) -> Iterable[tuple[str, Any]]:
    """What a row whose values are not mixed with the others' says, by field."""
    return stated.said_apart(row).items() if isinstance(row, Place) else ()


@register.filter
def event_texts(said: Mapping[str, Said]) -> list[tuple[Promise, Said, bool]]:
    """What sources write of an event in free text: its label, the text, and whether it is prose and no name, for
    names are never translated; what nobody says is left out."""
    return [(label, said[name], name not in NAMES) for name, label in TEXT_LABELS.items() if said[name].text]


@register.filter
def prose(texts: Iterable[tuple[Promise, Said, bool]]) -> list[str]:
    """Those of `event_texts` that can be translated."""
    return [said.text for _label, said, is_prose in texts if is_prose]


@register.filter
def state_at(place: NearPlace, moment: datetime) -> State:
    """What the place's opening hours say of a moment."""
    return place.state(moment)


@register.filter
def placed_note(place: Place | NearPlace) -> Promise | str:
    """That the pin was placed by the address, and at what; empty when the source states the point."""
    return position_note(place.position)


@register.filter
def event_field_name(name: str) -> Promise:
    """The reader's word for what the sources of an event differ on."""
    return DISPUTED_LABELS[name]


@register.filter
def languages_words(numbers: list[int] | None) -> str:
    """The languages spoken at a place in words, or that they are unknown; `numbers` as `Place.language_ids`."""
    return languages_label(numbers)


@register.filter
def consultation_words(one: Consultation, moment: datetime) -> str:
    """The service, the languages and what the hours say of a moment, in the reader's words."""
    return told_in_words(one, moment)


@register.filter
def service_open_words(one: Service, moment: datetime) -> str:
    """The service and what its own hours say of a moment, in the reader's words."""
    return service_in_words(one, moment)


@register.filter
def corrected_what(correction: Correction) -> Promise:
    """What a correction is of."""
    return CORRECTED[Corrected(correction.field)]


@register.filter
def service_name(kind: ServiceKind) -> Promise:
    """What a kind of service is called."""
    return SERVICES[kind]


@register.filter
def service_words(service: Service) -> str:
    """What is offered, for whom it costs what, in the reader's words."""
    return f"{SERVICES[service.kind]} · {COSTS[Cost(service.cost)]}"
