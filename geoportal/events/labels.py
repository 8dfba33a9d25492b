"""Names of kinds of events for readers."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from geoportal.events.categories import EventCategory

LABELS: dict[EventCategory, Promise] = {
    EventCategory.FESTIVAL: _("Festival"),
    EventCategory.PERFORMANCE: _("Performance"),
    EventCategory.EXHIBITION: _("Exhibition"),
    EventCategory.CLASS: _("Class"),
    EventCategory.MEETING: _("Meeting"),
}
