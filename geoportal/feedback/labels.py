"""The reader's words for kinds of reports and their states."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from geoportal.feedback.categories import Kind, State

KINDS: dict[Kind, Promise] = {
    Kind.CLOSED: _("It is closed for good"),
    Kind.MOVED: _("It has moved"),
    Kind.HOURS: _("The opening hours are wrong"),
    Kind.LANGUAGE: _("The languages spoken there are wrong"),
    Kind.PHONE: _("The telephone number is wrong"),
    Kind.PIN: _("The pin on the map is in the wrong place"),
    Kind.OTHER: _("Something else"),
}
STATES: dict[State, Promise] = {
    State.OPEN: _("Not looked at yet"),
    State.ACCEPTED: _("Accepted"),
    State.REJECTED: _("Rejected"),
}
