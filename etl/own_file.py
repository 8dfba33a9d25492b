"""A vector file that an operator puts on top of a package: which it is, and on whose terms it may be shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path

import yaml

from etl.errors import FetchFailed
from etl.file_names import stated_date
from etl.readers.vector import NOT_TAKEN, SHAPEFILE, SUFFIXES
from etl.source import Source

TERMS = "terms.yml"
VECTORS = (*SUFFIXES, ".zip")
# What the portal's columns hold.
MOST_LETTERS = {"publisher": 200, "publisher_en": 200, "license": 60, "attribution": 300}


class NoTerms(FetchFailed):
    """A file without a word on who published it and how it may be used: it is not shown."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What `terms.yml` beside a file says of it."""

    title: str
    publisher: str
    license: str
    license_url: str
    url: str
    attribution: str


@dataclass(frozen=True, slots=True)
class OwnFile:
    """An operator's file with all that belongs to it, the day its name says (None: unknown) and its terms."""

    path: Path
    files: tuple[Path, ...]
    reference_date: date | None
    terms: Terms


def own_file(folder: Path) -> OwnFile | None:
    """The newest vector file in the folder or below, by the date in its name or else the day it came; None without.

    FetchFailed when there are only files of other kinds, NoTerms when none of its terms are beside it.
    """
    present = [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith((".", "~$"))]
    vectors = [path for path in present if path.suffix.casefold() in VECTORS]
    if not vectors:
        refuse_others(present, folder)
        return None
    path = max(vectors, key=lambda one: (stated_date(one, folder) or arrived_on(one), one.stat().st_mtime_ns, one.name))
    terms = path.parent / TERMS
    return OwnFile(path, (*belonging(path), terms), stated_date(path, folder), read_terms(terms, of=path))


def refuse_others(present: Sequence[Path], folder: Path) -> None:
    """FetchFailed when somebody put a map there that is not taken."""
    maps = [path.name for path in present if path.suffix.casefold() in (*NOT_TAKEN, *SHAPEFILE)]
    if maps:
        raise FetchFailed(f"No shapefile, GeoPackage or GeoJSON in {folder} (there is: {', '.join(maps[:5])})")


def arrived_on(path: Path) -> date:
    """The day on which a file came."""
    return date.fromtimestamp(path.stat().st_mtime)


def belonging(path: Path) -> list[Path]:
    """The file; of a shapefile also the others that make it up."""
    if path.suffix.casefold() not in SHAPEFILE:
        return [path]
    beside = (one for one in path.parent.iterdir() if one.stem.casefold() == path.stem.casefold())
    return sorted(one for one in beside if one.suffix.casefold() in SHAPEFILE)


def read_terms(path: Path, *, of: Path) -> Terms:
    """The terms in a YAML file; NoTerms says what is missing or strange."""
    names = [field.name for field in fields(Terms)]
    asked = f"{of.name} is not shown without its terms: put {TERMS} with {', '.join(names)} beside it"
    if not path.is_file():
        raise NoTerms(f"{asked}.")
    try:
        stated = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeError) as error:
        raise NoTerms(f"{asked}; {TERMS} cannot be read ({error}).") from error
    told = stated if isinstance(stated, dict) else {}
    missing = [name for name in names if not (isinstance(told.get(name), str) and told[name].strip())]
    if missing or set(told) - set(names):
        strange = ", ".join(sorted(map(str, set(told) - set(names)))) or "nothing"
        raise NoTerms(f"{asked}; it lacks {', '.join(missing) or 'nothing'} and has {strange} too much.")
    refuse_addresses([told["license_url"], told["url"]])
    return Terms(**told)


def refuse_addresses(stated: Sequence[str]) -> None:
    """NoTerms for an address that is none of the web: it becomes a link."""
    for address in stated:
        if not address.startswith(("https://", "http://")):
            raise NoTerms(f"{TERMS}: {address!r} is no address (https://...).")


def described(source: Source, own: OwnFile) -> Source:
    """The source as the portal shows it with this file: both origins, the file's licence first, and its day."""
    terms = own.terms
    made_of = replace(
        source,
        publisher=f"{terms.publisher} ({terms.title}); {source.publisher}",
        publisher_en=f"{terms.publisher} ({terms.title}); {source.publisher_en}",
        license=" + ".join(dict.fromkeys((terms.license, source.license))),
        license_url=terms.license_url,
        url=terms.url,
        attribution=f"{terms.attribution}; {source.attribution}",
        reference_date=own.reference_date,
    )
    long = [name for name, most in MOST_LETTERS.items() if len(getattr(made_of, name)) > most]
    if long:
        raise NoTerms(f"{TERMS}: too long together with the package's own: {', '.join(long)}.")
    return made_of
