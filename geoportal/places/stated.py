"""What a place's own source states and what only its twins state: which value is shown, and whose it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from geoportal.core.sql import rows

if TYPE_CHECKING:
    from geoportal.places.models import Place

ATTRIBUTE = "attributes."
# What a page or the API may show of a place beside its Korean name, by the names of `Place.merged`.
SHOWN = (
    "phone", "homepage", "address_ko", "name_en", "position", "attributes.hours", "attributes.opening_hours",
    "attributes.note_ko",
)  # fmt: skip
# Lists under these terms are shown beside the others and never mixed with them.
APART = "ODbL"
SAID_APART = ("phone", "homepage", "address_ko", "attributes.opening_hours")


class Stated(NamedTuple):
    """A value, None or empty when nobody states it, and the twin's source; `` for the place's own."""

    value: Any
    source: str = ""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A field and what each row says of it, the most trusted source first; at least two of them differ."""

    field: str
    claims: Sequence[tuple[Place, Any]]


def stated(place: Place, field: str) -> Stated:
    """The place's own value, else what its twins state. A name made by a program gives way to a twin's."""
    own = own_value(place, field)
    if field == "position" and field in place.merged:
        return Stated(own, place.merged[field]["source"])
    if own and not (field == "name_en" and place.name_en_generated):
        return Stated(own)
    merged = place.merged.get(field)
    return Stated(merged["value"], merged["source"]) if merged else Stated(own)


def own_value(place: Place, field: str) -> Any:
    """What the place's own source states; None or empty when it doesn't."""
    if field.startswith(ATTRIBUTE):
        return place.attributes.get(field.removeprefix(ATTRIBUTE))
    return getattr(place, field)


def shown(place: Place) -> Mapping[str, Stated]:
    """Every value to show, by the field's name without `attributes.`."""
    return {field.removeprefix(ATTRIBUTE): stated(place, field) for field in SHOWN}


def said_apart(row: Place) -> Mapping[str, Any]:
    """What a row under the ODbL says by itself, by field; empty for every other row, whose values are merged."""
    if not row.source.license.startswith(APART):
        return {}
    return {field: value for field in SAID_APART if (value := own_value(row, field))}


def disagreements(stating: Sequence[Place]) -> list[Disagreement]:
    """Where the rows that state one place differ; the rows as `Place.objects.stating` gives them."""
    if len(stating) < 2:
        return []
    fields = [field for _, field in disputed(row.pk for row in stating if row.same_as_id is None)]
    return [Disagreement(field, claims(stating, field)) for field in fields]


def claims(stating: Sequence[Place], field: str) -> list[tuple[Place, Any]]:
    """What each row says of a field, of those that say anything."""
    return [(row, value) for row in stating if (value := own_value(row, field))]


def disputed(place_ids: Iterable[int] | None = None) -> list[tuple[int, str]]:
    """Ids of places whose sources disagree, each with the field; of all places when None is given."""
    ids = None if place_ids is None else list(place_ids)
    return [(pk, field) for pk, field in rows("places/disagreements", {"places": ids})]
