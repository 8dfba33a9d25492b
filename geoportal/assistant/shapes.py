"""An answer as JSON, as the public contract names its members."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import translation

from geoportal.assistant.answers import Answer, Citation, Part
from geoportal.core.hotlines import Hotline
from geoportal.core.languages import language_of
from geoportal.events.models import Event
from geoportal.places.labels import kind_label, what_to_do
from geoportal.places.serving import Responsible, Served


def answer_json(answer: Answer) -> dict[str, Any]:
    """All members; the words are in the language of the answer, `language` is its BCP 47 tag."""
    with translation.override(answer.language):
        return {
            "answer": answer.text,
            "language": language_of(answer.language).code,
            "engine": answer.engine.value,
            "ai_generated": answer.ai_generated,
            "emergency": bool(answer.emergency),
            "emergency_kinds": list(answer.emergency),
            "refused": answer.refused,
            "human": answer.human,
            "needs_region": answer.needs_region,
            "parts": [part_json(part) for part in answer.parts],
            "citations": [citation_json(one) for one in answer.citations],
            "places": list(answer.places),
            "offices": [office_json(one) for one in answer.offices],
            "events": [event_json(one) for one in answer.events],
            "hotlines": [hotline_json(one) for one in answer.hotlines],
            "region": {"code": answer.region.code, "slug": answer.region.slug, "name": answer.region.name}
            if answer.region
            else None,
            "conversation": answer.thread.token(),
        }


def part_json(part: Part) -> dict[str, Any]:
    return {
        "text": part.text,
        "language": language_of(part.language).code,
        "cites": part.cites or None,
        "listed": part.listed,
    }


def citation_json(one: Citation) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.title,
        "url": one.url,
        "language": language_of(one.language).code,
        "status": one.status,
        "checked_on": one.checked_on,
        "expired": one.expired,
    }


def office_json(one: Served) -> dict[str, Any]:
    return {
        "kind": one.kind.value,
        "label": str(kind_label(one.kind)),
        "status": one.certainty.value,
        "what_to_do": str(what_to_do(one.kind, one.certainty)),
        "offices": [responsible_json(office) for office in one.offices],
    }


def responsible_json(one: Responsible) -> dict[str, Any]:
    office = one.office
    return {
        "id": office.pk,
        "name": office.name,
        "name_ko": office.name_ko,
        "address_ko": office.address_ko,
        "phone": office.phone,
        "part_ko": one.part_ko,
        "source": {"title": one.source_title, "url": one.source_url, "checked_on": one.checked_on},
    }


def event_json(event: Event) -> dict[str, Any]:
    return {
        "id": event.pk,
        "name": event.name,
        "name_ko": event.name_ko,
        "starts_on": event.starts_on,
        "ends_on": event.ends_on,
        "url": reverse("events:detail", args=[event.pk]),
        "source": event.source.name,
        "is_sample": event.source.is_sample,
    }


def hotline_json(line: Hotline) -> dict[str, Any]:
    return {
        "number": line.number,
        "name": line.name,
        "what": line.what,
        "hours": line.hours,
        "source": line.source,
        "checked_on": line.checked_on,
    }
