"""What the rows that list one event say of it: the most trusted row that says anything is believed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from geoportal.events.models import Event
    from geoportal.provenance.models import Source

COLUMNS = ("phone", "homepage", "venue_ko", "address_ko")
# What sources write in free text, in the order of the page. An image is none of it: the pages load nothing from
# other sites.
TEXTS = (
    "times_ko", "starts_at_ko", "ends_at_ko", "fee_kind_ko", "fee_ko", "discount_ko", "age_ko", "seats_ko",
    "booking_ko", "parking_ko", "notice_ko", "organizer_ko", "host_ko", "sponsor_ko", "related_ko", "description_ko",
)  # fmt: skip
# Of those the ones that are names of people and bodies.
NAMES = ("organizer_ko", "host_ko", "sponsor_ko", "related_ko")
DISPUTED = ("days", "starts_at_ko", "fee_ko", "phone", "homepage")
NOT_DIGITS = re.compile(r"\D")
SCHEME = re.compile(r"^https?://(?:www\.)?")


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
        if text := text_of(row, name):
            return Said(text, None if row is listing[0] else row.source)
    return Said("")


def text_of(row: Event, name: str) -> str:
    """What a row says of a field; empty when it says nothing. The days are written `2026-12-05 – 2026-12-06`."""
    if name == "days":
        return f"{row.starts_on} – {row.ends_on}"
    text = getattr(row, name) if name in COLUMNS else row.attributes.get(name)
    return text if isinstance(text, str) else ""


def disagreements(listing: Sequence[Event]) -> list[tuple[str, list[tuple[Event, str]]]]:
    """Where the rows that list one event differ: the field, and what each row says that says anything."""
    found = []
    for name in DISPUTED:
        claims = [(row, text) for row in listing if (text := text_of(row, name))]
        if len({meaning(name, text) for _, text in claims}) > 1:
            found.append((name, claims))
    return found


def meaning(name: str, text: str) -> str:
    """What two texts are compared by: numbers by their digits, web addresses without scheme, all without spaces."""
    if name == "phone":
        return NOT_DIGITS.sub("", text)
    return SCHEME.sub("", "".join(text.split()).casefold()).rstrip("/")
