"""Which numbers are too small to be shown, and which others would give them away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from geoportal.coverage.categories import LEAST_SHOWN


def is_few(people: float) -> bool:
    """Whether this many people are some, but fewer than may be shown."""
    return 0 < people < LEAST_SHOWN


def hidden(parts: Mapping[int, Sequence[float]], parents: Mapping[int, int]) -> set[int]:
    """The regions whose parts are not to be shown.

    `parts` are the numbers that people of a region are divided into; `parents` names the region whose numbers are the
    sums of its regions'. A region is hidden when one of its parts is few. Whole regions are known to everybody, so a
    single hidden one among its neighbours would be what is left of their sum: another goes with it.
    """
    gone = {region for region, numbers in parts.items() if any(is_few(number) for number in numbers)}
    below: dict[int, list[int]] = defaultdict(list)
    for region, parent in parents.items():
        if region in parts and parent in parts:
            below[parent].append(region)
    weights = {region: sum(numbers) for region, numbers in parts.items()}
    while (more := next(_given_away(below, gone, weights), None)) is not None:
        gone.add(more)
    return gone


def _given_away(below: Mapping[int, list[int]], gone: set[int], weights: Mapping[int, float]) -> Iterator[int]:
    """One more region to hide for each sum that would tell a hidden number."""
    for parent, regions in below.items():
        number = sum(region in gone for region in regions)
        if number != (0 if parent in gone else 1):
            continue
        others = [region for region in regions if region not in gone and weights[region] > 0]
        if others:
            yield min(others, key=lambda region: (weights[region], region))
        elif parent not in gone:
            yield parent
