"""An item of E-Gen's list of hospitals and clinics to a place."""

from __future__ import annotations

from dataclasses import replace

from etl.record import PlaceRecord, Skip
from etl.source import Source
from etl.sources.egen import institution

NO_CATEGORY = "-"
# dutyEryn; anything else is unknown.
HAS_EMERGENCY_ROOM = {"1": True, "2": False}


def parse_row(row: dict[str, str], source: Source) -> PlaceRecord | Skip:
    """One hospital or clinic with its hours, and whether it runs an emergency room."""
    letter, kind = row.pop("dutyDiv", ""), row.pop("dutyDivNam", "")
    emergency = HAS_EMERGENCY_ROOM.get(row.pop("dutyEryn", ""))
    level, number = row.pop("dutyEmclsName", ""), row.pop("dutyTel3", "")
    place = institution(row, source, category=category_of(letter, kind, source))
    if isinstance(place, Skip):
        return place
    stated: dict[str, object] = {"type_ko": kind} if kind else {}
    if emergency is not None:
        stated["emergency_room"] = emergency
    if emergency:
        stated |= {name: text for name, text in (("emergency_ko", level), ("emergency_phone", number)) if text}
    return replace(place, attributes=stated | dict(place.attributes))


def category_of(letter: str, kind: str, source: Source) -> str | Skip:
    """Our category by the type's name, or by its letter where the name is missing; an unknown type gets no default."""
    by_letter = source.mappings["types"].get(letter)
    found = source.mappings["type_names"].get(kind) if kind else by_letter
    if found is None:
        return Skip("unknown_type")
    if by_letter is not None and by_letter != found:
        return Skip("type_disagrees")
    return Skip("no_category") if found == NO_CATEGORY else found
