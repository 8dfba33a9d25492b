"""What the rows that list one event say of it: the most trusted row that says anything is believed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from geoportal.events.models import Event
    from geoportal.provenance.models import Source

COLUMNS = ("phone", "homepage", "venue_ko", "address_ko")
# What sources write in free text, in the order of the page. An image is none of it: the pages load nothing from
# other sites.
TEXTS = (
    "starts_at_ko", "ends_at_ko", "fee_kind_ko", "fee_ko", "discount_ko", "age_ko", "seats_ko", "booking_ko",
    "parking_ko", "notice_ko", "organizer_ko", "host_ko", "sponsor_ko", "related_ko", "description_ko",
)  # fmt: skip


class Said(NamedTuple):
    """A text and the source of the row that says it; None when it is the shown row's own, or nobody's."""

    text: str
    source: Source | None = None


def said(listing: Sequence[Event]) -> Mapping[str, Said]:
    """Each of `COLUMNS` and `TEXTS`; the rows as `Event.objects.listing` gives them, the shown one first."""
    return {name: first_said(listing, name) for name in (*COLUMNS, *TEXTS)}


def first_said(listing: Sequence[Event], name: str) -> Said:
    """What the first row that says anything says."""
    for row in listing:
        text = getattr(row, name) if name in COLUMNS else row.attributes.get(name)
        if isinstance(text, str) and text:
            return Said(text, None if row is listing[0] else row.source)
    return Said("")
