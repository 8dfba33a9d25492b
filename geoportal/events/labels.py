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

# What sources write of an event in free text, in the order of `events.stated.TEXTS`.
TEXT_LABELS: dict[str, Promise] = {
    "times_ko": _("Times"),
    "starts_at_ko": _("Begins at"),
    "ends_at_ko": _("Ends at"),
    "fee_kind_ko": _("Free or paid"),
    "fee_ko": _("Fee"),
    "discount_ko": _("Discounts"),
    "age_ko": _("For ages"),
    "seats_ko": _("Seats"),
    "booking_ko": _("Booking"),
    "parking_ko": _("Parking"),
    "notice_ko": _("Please note"),
    "organizer_ko": _("Organizer"),
    "host_ko": _("Host"),
    "sponsor_ko": _("Sponsor"),
    "related_ko": _("Related"),
    "description_ko": _("Description"),
}
DISPUTED_LABELS: dict[str, Promise] = {
    **TEXT_LABELS,
    "days": _("Days"),
    "phone": _("Telephone"),
    "homepage": _("Website"),
}
