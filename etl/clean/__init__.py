"""The clean-up every record goes through, in one fixed order, counting what each step changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from etl.clean import addresses, english, homepages, keys, names, phones, positions, secret
from etl.record import EventRecord, PlaceRecord, Skip

Record = PlaceRecord | EventRecord
Step = Callable[[Record], Record | Skip]

# Phones take the area code from the tidy address; English is made from tidy Korean, so it comes last.
STEPS: tuple[tuple[str, Step], ...] = (
    ("keys", keys.clean),
    ("names", names.clean),
    ("secret", secret.clean),
    ("addresses", addresses.clean),
    ("phones", phones.clean),
    ("homepages", homepages.clean),
    ("positions", positions.clean),
    ("english", english.clean),
)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The record after all steps, or the reason it cannot stand, and the steps that changed it."""

    result: Record | Skip
    changed_by: Sequence[str]


def clean(record: Record, *, place: positions.Place | None = None) -> Cleaned:
    """One record through all steps. `place` finds the point of an address, for a place that states none."""
    changed: list[str] = []
    for name, step in STEPS:
        if step is positions.clean and place and isinstance(record, PlaceRecord):
            record = positions.by_address(record, place)
        after = step(record)
        if isinstance(after, Skip):
            return Cleaned(after, changed)
        if after is not record and after != record:
            changed.append(name)
        record = after
    return Cleaned(record, changed)
