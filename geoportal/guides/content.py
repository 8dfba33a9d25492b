"""The guides' Korean text as it lies in fixtures/guides/<area>/<slug>.yml: read, checked, in the order of a page."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from geoportal.guides.categories import STATUSES, Area, PageType
from geoportal.places.categories import Category, OfficeKind
from geoportal.places.kinds import ServiceKind

Row = dict[str, Any]
AREAS_FILE = "areas.yml"
PROCEDURE = ("who", "where", "deadline", "fee", "processing_time", "online", "documents", "steps")
CASE = ("question", "situation", "answer", "organization")
ITEM = "- "
# What files call a support center is two kinds of offices.
CENTERS = {"support_center": (OfficeKind.FOREIGN_RESIDENTS_CENTER, OfficeKind.FAMILY_CENTER)}


class ContentError(ValueError):
    """A file that cannot be loaded; the message names it and says why."""


@dataclass(frozen=True, slots=True)
class Guide:
    """One page as its file states it."""

    area: str
    slug: str
    type: str
    title: str
    sources: tuple[Row, ...]
    summary: str = ""
    audience: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    office_kinds: tuple[str, ...] = ()
    place_categories: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    hotlines: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    procedure: Row = field(default_factory=dict)
    body: tuple[Row, ...] = ()
    faq: tuple[Row, ...] = ()
    case: Row = field(default_factory=dict)
    valid_from: date | None = None
    valid_to: date | None = None
    review_by: date | None = None
    owner: str = ""

    @property
    def digest(self) -> str:
        """It changes with any part of the text."""
        stated = json.dumps(asdict(self), default=str, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(stated.encode()).hexdigest()

    def blocks(self) -> Iterator[tuple[str, str]]:
        """The body as (type, text): `heading`, `paragraph` or `item`."""
        for section in self.body:
            if section.get("heading"):
                yield "heading", section["heading"]
            for text in section.get("text") or ():
                yield ("item", text.removeprefix(ITEM)) if text.startswith(ITEM) else ("paragraph", text)


def read_guides(folder: Path) -> list[Guide]:
    """Every page below a folder, by area and slug; ContentError at the first that is wrong."""
    found = [read_guide(path) for area in Area for path in sorted((folder / area).glob("*.yml"))]
    slugs = [guide.slug for guide in found]
    if twice := {slug for slug in slugs if slugs.count(slug) > 1}:
        raise ContentError(f"Used more than once: {', '.join(sorted(twice))}")
    return found


def read_areas(folder: Path) -> dict[str, Row]:
    """Title and summary of each area, and of the `home`."""
    stated: dict[str, Row] = yaml.safe_load((folder / AREAS_FILE).read_text(encoding="utf-8"))
    if set(stated) != {"home", *Area}:
        raise ContentError(f"{AREAS_FILE} must state home and each area")
    return stated


def read_asked(folder: Path) -> list[tuple[str, str, str]]:
    """Slug, language (Django's code) and text of each question by which pages are found; asked/<language>.yml."""
    tables = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in (folder / "asked").glob("*.yml")}
    return [(slug, code, text) for code in sorted(tables) for slug, texts in tables[code].items() for text in texts]


def read_guide(path: Path) -> Guide:
    """The page of one file; its folder is its area, its name its slug."""
    try:
        stated = yaml.safe_load(path.read_text(encoding="utf-8"))
        return _guide(path, stated)
    except (yaml.YAMLError, TypeError, KeyError, ValueError, AttributeError) as error:
        raise ContentError(f"{path.parent.name}/{path.name}: {error}") from error


def _guide(path: Path, stated: Row) -> Guide:
    known = {one.name for one in fields(Guide)}
    values: Row = {name: tuple(value) if isinstance(value, list) else value for name, value in stated.items()}
    values = {name: value for name, value in values.items() if value is not None}
    kinds = values.get("office_kinds", ())
    values["office_kinds"] = tuple(str(kind) for name in kinds for kind in CENTERS.get(name, (name,)))
    if strange := set(values) - known:
        raise ContentError(f"unknown: {', '.join(sorted(strange))}")
    named: Row = {"area": path.parent.name, "slug": path.stem}
    guide = Guide(**named | values)
    if (guide.area, guide.slug) != (path.parent.name, path.stem):
        raise ContentError("area and slug are the names of the folder and the file")
    _check(guide)
    return guide


def _check(guide: Guide) -> None:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", guide.slug):
        raise ContentError("the name is not in kebab-case")
    if not guide.title or not guide.sources:
        raise ContentError("a title and a source are needed")
    PageType(guide.type)
    allowed: list[tuple[str, tuple[str, ...], Any]] = [
        ("audience", guide.audience, STATUSES),
        ("office_kinds", guide.office_kinds, set(OfficeKind)),
        ("place_categories", guide.place_categories, set(Category)),
        ("services", guide.services, set(ServiceKind)),
        ("procedure", tuple(guide.procedure), PROCEDURE),
        ("case", tuple(guide.case), CASE),
        ("body", tuple(key for section in guide.body for key in section), ("heading", "text")),
        ("sources", tuple(key for source in guide.sources for key in source), ("name", "url", "checked_on")),
    ]
    for name, given, known in allowed:
        if strange := [value for value in given if value not in known]:
            raise ContentError(f"{name}: unknown {', '.join(map(str, strange))}")
    for source in guide.sources:
        if not isinstance(source["checked_on"], date) or not re.match(r"https?://", source["url"]):
            raise ContentError("a source needs a web address and a day")


def messages(guide: Guide) -> Iterator[tuple[str, str]]:
    """Every text of a page to translate, in the order of the page, as (where, text)."""
    yield "title", guide.title
    if guide.summary:
        yield "summary", guide.summary
    yield from (("questions", text) for text in guide.questions)
    yield from _procedure(guide.procedure)
    yield from (("case", guide.case[name]) for name in ("question", "situation", "answer") if guide.case.get(name))
    yield from guide.blocks()
    for entry in guide.faq:
        yield "faq", entry["q"]
        yield "faq", entry["a"]


def _procedure(stated: Row) -> Iterator[tuple[str, str]]:
    for name in ("who", "where", "deadline", "fee", "processing_time"):
        if stated.get(name):
            yield name, stated[name]
    if stated.get("online"):
        yield "online", stated["online"]["name"]
    for document in stated.get("documents") or ():
        yield "documents", document["name"]
        if document.get("note"):
            yield "documents", document["note"]
    yield from (("steps", text) for text in stated.get("steps") or ())
