"""Precision and recall of the matching on the labelled pairs: `python -m tests.etl.match.measure`."""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import NamedTuple

from etl.match import Candidate, twins, why

PAIRS = Path(__file__).with_name("pairs.csv")
METRES_PER_DEGREE = 111_195.0
NOWHERE = float("nan")


class Labelled(NamedTuple):
    """Two made-up rows, whether they are one place, and why; `part` is `tuning`, `held_out` or `blind`."""

    part: str
    kind: str
    same: bool
    reason: str
    a: Candidate
    b: Candidate


class Measured(NamedTuple):
    """Shares between 0 and 1, and the pairs that came out wrong."""

    pairs: int
    precision: float
    recall: float
    wrong: list[Labelled]


def labelled(path: Path = PAIRS) -> list[Labelled]:
    """The labelled pairs; `metres` is the distance of the second point north of the first, empty for none."""
    with path.open(encoding="utf-8", newline="") as file:
        return [pair_of(row) for row in csv.DictReader(file)]


def pair_of(row: dict[str, str]) -> Labelled:
    far = row["metres"]
    lat = 37.0 + float(far) / METRES_PER_DEGREE if far else NOWHERE
    a, b = candidate(row, "a", number=1, lat=37.0), candidate(row, "b", number=2, lat=lat)
    return Labelled(row["set"], row["kind"], row["verdict"] == "same", row["reason"], a, b)


def candidate(row: dict[str, str], side: str, *, number: int, lat: float) -> Candidate:
    words = {name: row[f"{side}_{name}"] for name in ("source", "category", "name_ko", "address_ko", "phone")}
    return Candidate(id=number, rank=number, lat=lat, lon=127.0, position="source" if lat == lat else "dong", **words)


def measure(pairs: list[Labelled]) -> Measured:
    """Of the pairs called one place how many are (precision), and of those that are how many were called so."""
    said = [bool(twins([pair.a, pair.b])) for pair in pairs]
    right = sum(1 for pair, same in zip(pairs, said, strict=True) if same and pair.same)
    wrong = [pair for pair, same in zip(pairs, said, strict=True) if same != pair.same]
    truly = sum(pair.same for pair in pairs)
    return Measured(len(pairs), right / (sum(said) or 1), right / (truly or 1), wrong)


def main() -> None:
    everything = labelled()
    for part in ("tuning", "held_out", "blind"):
        found = measure([pair for pair in everything if pair.part == part])
        line = f"{part}: {found.pairs} pairs, precision {found.precision:.3f}, recall {found.recall:.3f}\n"
        sys.stdout.write(line)
        for pair in found.wrong if "-v" in sys.argv else ():
            sys.stdout.write(f"  {pair.kind}: {pair.reason}\n    {pair.a}\n    {pair.b}\n    {why(pair.a, pair.b)}\n")


if __name__ == "__main__":
    main()
