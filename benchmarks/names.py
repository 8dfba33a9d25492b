"""How readable the English names are that the feed makes of real files: `python -m benchmarks.names FOLDER [-v]`.

FOLDER has a folder of files for each source, as GEOPORTAL_RAW_DIR does; those of `data/reference/offices.csv` too.
Counted are the names that are made here: how many end in a translated kind, and in how many a run of Korean letters
became one Latin word of more than 14 letters, which nobody reads. With -v the most frequent endings that stay Korean.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from etl.clean.english import KINDS, english
from etl.fetch import find_input
from etl.parsing import Known, Parsed, stream
from etl.source import Kind, read_source, source_names
from geoportal.places.categories import Position

TODAY = date(2026, 11, 16)
LONGEST_WORD = 14
ENGLISH = tuple(KINDS.values())


def main() -> None:
    """A line for each source: names, those that end in a kind, those with a word that is too long."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("-v", action="store_true", help="the most frequent endings that are not translated")
    asked = parser.parse_args()
    endings, everything = Counter[str](), Counter[str]()
    for source in source_names():
        names = sorted(set(korean_names(source, asked.folder)))
        if not names:
            continue
        made = {name: english(name) for name in names}
        bare = [name for name, en in made.items() if not en.endswith(ENGLISH)]
        long = [name for name, en in made.items() if any(len(word) > LONGEST_WORD for word in en.split())]
        counts = Counter({"names": len(names), "kind": len(names) - len(bare), "long": len(long)})
        everything.update(counts)
        endings.update(name[-length:] for name in bare for length in (2, 3, 4, 5) if len(name) >= length)
        print(line(source, counts))
    print(line("all", everything))
    if asked.v:
        print(*(f"{count:6} {ending}" for ending, count in endings.most_common(150)), sep="\n")


def korean_names(name: str, folder: Path) -> Iterator[str]:
    """The names of a source's places or events that it has no English for; none without its files."""
    source = read_source(name)
    if source.is_sample or source.kind not in (Kind.PLACES, Kind.EVENTS):
        return
    found = find_input(source, raw_dir=folder)
    if found is None:
        return
    known = Known(place=lambda address: (37.31, 126.75, Position.DONG))
    for record in stream(source, found, Parsed(), today=TODAY, known=known):
        if record.name_en_generated:
            yield record.name_ko


def line(name: str, counts: Counter[str]) -> str:
    """`offices   140 names, 98.0 % end in a kind, 2.1 % with a word that is too long`."""
    kind, long = (100 * counts[key] / counts["names"] for key in ("kind", "long"))
    return (
        f"{name:<24}{counts['names']:7,} names, {kind:5.1f} % end in a kind, {long:5.1f} % have a word that is too long"
    )


if __name__ == "__main__":
    main()
