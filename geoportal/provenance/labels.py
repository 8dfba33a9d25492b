"""How runs and freshness are called on pages."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from geoportal.provenance.freshness import Freshness

FRESHNESS = {
    Freshness.FRESH: _("Fresh: checked on schedule"),
    Freshness.AGEING: _("Ageing: the next check is due"),
    Freshness.STALE: _("Stale: a check was missed"),
}
STATUS = {
    "queued": _("waiting"),
    "running": _("running"),
    "published": _("published"),
    "unchanged": _("nothing new"),
    "no input": _("no file"),
    "not needed": _("not needed"),
    "already running": _("already running"),
}


def freshness_label(fresh: Freshness) -> Promise:
    """The words for a colour."""
    return FRESHNESS[fresh]


def status_label(status: str) -> Promise:
    """How a run stands or ended, in words."""
    return STATUS.get(status, _("failed; the data from before still stands"))
