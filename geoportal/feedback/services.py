"""Handling what residents sent, and forgetting what they typed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from geoportal.accounts.models import User
from geoportal.feedback.categories import State
from geoportal.feedback.models import Report, Suggestion


@transaction.atomic
def handle_reports(reports: Iterable[Report], state: State, *, by: User, note: str) -> int:
    """Accept or reject each report and the open ones of the same place and kind; how many were open until now."""
    alike = Q(pk__in=[])
    for report in reports:
        alike |= Q(place=report.place_id, kind=report.kind) if report.place_id else Q(pk=report.pk)
    return Report.objects.open().filter(alike).update(**_handled(state, by, note))


def handle_suggestions(suggestions: Iterable[Suggestion], state: State, *, by: User, note: str) -> int:
    """Accept or reject suggestions; how many were open until now."""
    chosen = [suggestion.pk for suggestion in suggestions]
    return Suggestion.objects.open().filter(pk__in=chosen).update(**_handled(state, by, note))


def _handled(state: State, by: User, note: str) -> dict[str, object]:
    return {"state": state, "handled_by": by, "handled_at": timezone.now(), "note": note}


@transaction.atomic
def forget_texts(*, older_than_days: int) -> int:
    """Empty all that people typed into what was handled so long ago; how many rows. Kind, place and state stay."""
    limit = timezone.now() - timedelta(days=older_than_days)
    reports = Report.objects.handled_before(limit).exclude(text="", note="")
    suggestions = Suggestion.objects.handled_before(limit).exclude(name="", address="", phone="", text="", note="")
    forgotten = reports.update(text="", note="")
    return forgotten + suggestions.update(name="", address="", phone="", languages=[], text="", note="")
