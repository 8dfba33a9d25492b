"""Handling what residents sent, and forgetting what they typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from geoportal.accounts.models import User
from geoportal.core.languages import current_code
from geoportal.feedback.categories import Kind, State
from geoportal.feedback.models import Proposal, Report, Suggestion
from geoportal.places.corrected import Corrected
from geoportal.places.models import Place
from geoportal.places.services import OWN_WORD, RESIDENTS, Checked, SuggestedPlace, add_suggested, correct
from geoportal.regions.queries import today


class AlreadyHandled(Exception):
    """Somebody else has accepted or rejected it meanwhile."""


@transaction.atomic
def handle_reports(reports: Iterable[Report], state: State, *, by: User, note: str) -> int:
    """Accept or reject each report and the open ones of the same place and kind; how many were open until now.

    A place that is found closed is closed (`places.services.correct`); every other kind needs what is right
    (`correct_reported`).
    """
    reports, alike = list(reports), Q(pk__in=[])
    for report in reports:
        alike |= Q(place=report.place_id, kind=report.kind) if report.place_id else Q(pk=report.pk)
    waiting = Report.objects.open().filter(alike)
    closed = {report.place_id for report in waiting if report.kind == Kind.CLOSED and report.place_id}
    handled = waiting.update(**_handled(state, by, note))
    if state == State.ACCEPTED:
        for place in Place.objects.filter(pk__in=closed, retired_at__isnull=True).select_related("source"):
            correct(place, {Corrected.CLOSED: {"on": today().isoformat()}}, checked_by(by))
    return handled


@transaction.atomic
def correct_reported(report: Report, values: Mapping[Corrected, Any], *, by: User, note: str, url: str = "") -> None:
    """Accept a report and those alike, and let what is right stand at the place; AlreadyHandled when it is late.

    ValueError for a pin in no region of the portal; then nothing is written.
    """
    place = report.place
    if place is None or not Report.objects.open().filter(pk=report.pk).exists():
        raise AlreadyHandled
    alike = Report.objects.open().filter(place=place, kind=report.kind)
    alike.update(**_handled(State.ACCEPTED, by, note))
    correct(place, values, checked_by(by, url))


@transaction.atomic
def accept_suggestion(suggestion: Suggestion, place: SuggestedPlace, *, by: User, note: str) -> Place:
    """Accept a suggestion and make the place it is about; AlreadyHandled when it is late.

    ValueError when the point lies in no region of the portal; then nothing is written.
    """
    if not handle_suggestions([suggestion], State.ACCEPTED, by=by, note=note):
        raise AlreadyHandled
    return add_suggested(place)


def checked_by(by: User, url: str = "") -> Checked:
    """What every reader is told of a correction that began with a report."""
    return Checked(by=by, why=RESIDENTS.name, on=today(), url=url)


def handle_suggestions(suggestions: Iterable[Suggestion], state: State, *, by: User, note: str) -> int:
    """Accept or reject suggestions; how many were open until now."""
    chosen = [suggestion.pk for suggestion in suggestions]
    return Suggestion.objects.open().filter(pk__in=chosen).update(**_handled(state, by, note))


def propose(place: Place, values: Mapping[Corrected, Any], *, by: User, text: str, url: str) -> Proposal:
    """What an organization says of its place, for a moderator; it takes the place of the same person's waiting one."""
    language = current_code()
    with transaction.atomic():
        Proposal.objects.open().filter(place=place, proposed_by=by).delete()
        return Proposal.objects.create(
            place=place, values=values, proposed_by=by, text=text, url=url, language=language
        )


@transaction.atomic
def handle_proposals(proposals: Iterable[Proposal], state: State, *, by: User, note: str) -> int:
    """Accept or reject proposals; how many were open until now. What is accepted stands at the place, load after load.

    ValueError for a pin in no region of the portal; then nothing is written.
    """
    chosen = [proposal.pk for proposal in proposals]
    waiting = list(
        Proposal.objects.open().filter(pk__in=chosen).select_related("place__source").select_for_update(of=("self",))
    )
    Proposal.objects.filter(pk__in=[one.pk for one in waiting]).update(**_handled(state, by, note))
    for one in waiting if state == State.ACCEPTED else ():
        values = {Corrected(of): value for of, value in one.values.items()}
        correct(one.place, values, Checked(by=by, why=OWN_WORD, on=today(), url=one.url))
    return len(waiting)


def _handled(state: State, by: User, note: str) -> dict[str, object]:
    return {"state": state, "handled_by": by, "handled_at": timezone.now(), "note": note}


@transaction.atomic
def forget_texts(*, older_than_days: int) -> int:
    """Empty all that people typed into what was handled so long ago; how many rows. Kind, place and state stay."""
    limit = timezone.now() - timedelta(days=older_than_days)
    reports = Report.objects.handled_before(limit).exclude(text="", note="")
    suggestions = Suggestion.objects.handled_before(limit).exclude(name="", address="", phone="", text="", note="")
    proposals = Proposal.objects.handled_before(limit).exclude(text="", note="")
    forgotten = reports.update(text="", note="") + proposals.update(text="", note="")
    return forgotten + suggestions.update(name="", address="", phone="", languages=[], text="", note="")
