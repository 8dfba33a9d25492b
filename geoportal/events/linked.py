"""An event as schema.org describes it, for search engines."""

from __future__ import annotations

from geoportal.core.jsonld import DataBlock, linked
from geoportal.events.models import Event


def linked_event(event: Event, *, url: str) -> DataBlock | None:
    """The event under its own address; None for samples and for what is gone."""
    if event.source.is_sample or event.retired_at:
        return None
    return linked(
        "Event",
        name=event.name_ko,
        alternateName=event.name_en,
        url=url,
        startDate=event.starts_on.isoformat(),
        endDate=event.ends_on.isoformat(),
        location={
            "@type": "Place",
            "name": event.venue_ko or event.name_ko,
            "address": event.address_ko,
            "geo": {"@type": "GeoCoordinates", "latitude": event.point.y, "longitude": event.point.x},
        },
    )
