"""Events as iCalendar (RFC 5545): whole days in Asia/Seoul, so no clock and no zone can shift them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.utils.translation import gettext as _
from icalendar import Calendar
from icalendar import Event as Entry

from geoportal.events.models import Event

# A calendar that people subscribe to has no more.
MOST_ENTRIES = 1000
MEDIA_TYPE = "text/calendar; charset=utf-8"


def calendar(events: Iterable[Event], *, name: str, base: str) -> bytes:
    """A calendar of events; `base` is the portal's address, without a slash at the end."""
    made = Calendar()
    made.add("prodid", "-//geoportal//events//KO")
    made.add("version", "2.0")
    made.add("x-wr-calname", name)
    made.add("x-wr-timezone", "Asia/Seoul")
    for event in events:
        made.add_component(entry(event, base=base))
    return bytes(made.to_ical())


def entry(event: Event, *, base: str) -> Entry:
    """One event; iCalendar's last day is the day after."""
    made = Entry()
    made.add("uid", f"{event.source.name}-{event.source_key}@geoportal")
    made.add("dtstamp", event.updated_at)
    made.add("dtstart", event.starts_on)
    made.add("dtend", event.ends_on + timedelta(days=1))
    made.add("summary", _("Sample: %(name)s") % {"name": event.name} if event.source.is_sample else event.name)
    made.add("location", ", ".join(text for text in (event.venue_ko, event.address_ko) if text))
    made.add("geo", (event.point.y, event.point.x))
    made.add("url", f"{base}{event.get_absolute_url()}")
    made.add("description", _("Source: %(source)s. Licence: %(license)s.") % {
        "source": event.source.attribution, "license": event.source.license,
    })  # fmt: skip
    made.add("categories", [event.category])
    return made
