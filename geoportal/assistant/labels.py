"""Names of the assistant's vocabularies for its staff."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from geoportal.assistant.categories import Case, Reason

CASES: dict[str, Promise] = {
    Case.OPEN: _("waiting"),
    Case.CLAIMED: _("claimed"),
    Case.ANSWERED: _("answered"),
    Case.CLOSED: _("closed"),
}
REASONS: dict[str, Promise] = {
    Reason.UNKNOWN: _("nothing known"),
    Reason.UNHELPFUL: _("did not help"),
}
