"""From pairs, surest first, to groups in which no two members forbid each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import product

Pair = tuple[int, int]


def join(pairs: Iterable[Pair], *, may_join: Callable[[int, int], bool]) -> list[list[int]]:
    """Groups of two and more. Two groups become one when every member of the one may join every one of the other."""
    home: dict[int, list[int]] = {}
    for one, other in pairs:
        first, second = home.get(one, [one]), home.get(other, [other])
        if first is not second and all(may_join(*pair) for pair in product(first, second)):
            joined = first + second
            home |= dict.fromkeys(joined, joined)
    return list({id(members): members for members in home.values()}.values())
