"""A source as its folder describes it: `etl/sources/<name>/source.yml` to a frozen Source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum
from importlib import import_module
from itertools import takewhile
from pathlib import Path
from types import ModuleType
from typing import Any

import yaml

from etl.errors import ParseFailed

FOLDER = Path(__file__).resolve().parent / "sources"


class Kind(StrEnum):
    """What a source's records are."""

    REGIONS = "regions"
    POPULATION = "population"
    PLACES = "places"
    EVENTS = "events"


class Format(StrEnum):
    """Where a source's records come from.

    `table`: files in the raw folder, CSV or Excel; `osm`: files in the raw folder, of OpenStreetMap;
    `package`: an installed data package; `generated`: made up here, for samples.
    """

    TABLE = "table"
    OSM = "osm"
    PACKAGE = "package"
    GENERATED = "generated"


class Provider(StrEnum):
    """Whose API it is: how it pages, what its answers look like and how it says that something is wrong."""

    DATAGO = "datago"
    NEIS = "neis"
    GG = "gg"
    KOSIS = "kosis"
    SGIS = "sgis"


@dataclass(frozen=True, slots=True)
class Companion:
    """A list of the same provider that completes the rows of the first: the same things in another language, or one
    by one in full.

    Its rows bring the columns `fields` (by the answer's names) to the row of the first list that has the same values
    in the fields `join`. `params` are its own, when they are not those of the first list. With `ask` it is asked
    for each row of the first list that has the values of `only`, by the parameter of that name, whose value is the
    first field of `join`. `page` is where a key for it is applied for, when that is a page of its own.
    """

    url: str
    join: tuple[str, ...]
    fields: Mapping[str, str]
    params: Mapping[str, str] = field(default_factory=dict)
    ask: str = ""
    only: Mapping[str, str] = field(default_factory=dict)
    page: str = ""


@dataclass(frozen=True, slots=True)
class Api:
    """The API that gives the same rows as the file.

    `key` names the setting that holds the key (`DATAGO`: GEOPORTAL_KEY_DATAGO). `each` are parameters
    that take several values, one series of pages for each. `fields` are the answer's names of fields by
    the file's names of columns (`mnnstNm | mnnst` where both are in use). `id` is the field of the answer
    that tells a row, "" when there is none. `since` is the parameter that asks for changes only, with a
    time YYYYMMDDHHMMSS. `page` is where a key for the dataset is applied for. `companions` complete its rows.

    Where a service differs from its provider's habit: `key_param`, `page_param` and `size_param` are its
    names of parameters, `rows` the path to the rows below the root (`db`, `body/items/item`), `paged` is
    false when one answer holds everything, `plain_http` is true when the provider has no https.
    """

    provider: Provider
    url: str
    key: str
    id: str
    fields: Mapping[str, str] = field(default_factory=dict)
    params: Mapping[str, str] = field(default_factory=dict)
    each: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    page_size: int = 100
    daily_quota: int = 1000
    since: str = ""
    page: str = ""
    key_param: str = ""
    page_param: str = ""
    size_param: str = ""
    rows: str = ""
    paged: bool = True
    plain_http: bool = False
    companions: Mapping[str, Companion] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Details:
    """A second table in the same delivery whose rows belong to those of the first, by `key` (a column of both).

    `file_pattern` is a glob on its file's name, loose or in the archive; `parser` a module of `etl.sources` with
    `details(row)`, which pops what it understands and gives attributes; `ignore` as for the first table.
    """

    file_pattern: str
    key: str
    parser: str
    sheet: str = ""
    ignore: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Expectations:
    """What must hold before a load is published.

    `count`: least and most records by category (or level), or in `total`. `filled`: the least share
    of records with a value in a field. `inside_named_unit`: the least share, of the records whose
    address names a known unit, that lie in it.
    """

    count: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    filled: Mapping[str, float] = field(default_factory=dict)
    inside_named_unit: float = 0.0


@dataclass(frozen=True, slots=True)
class Source:
    """One public data set.

    For tables: `file_pattern` is a glob on the file's name, or on the names of members of a zip that
    fits `archive_pattern`; `columns` must be there, `optional` may
    be, `aliases` gives other spellings of a header; what the parse function leaves over and
    `ignore` does not name is reported. `skips` are the reasons to skip a row that are no fault of it.
    `mappings` are the source's own codes in our words. `replaces` names sample sources that retire
    when this one is published. `api` gives the same rows as the files. With `geocode`, a row without a
    position is placed by its address. `every_days` is how often the source is due.
    Files without a date in their names are one delivery when they come `together`, else the newest counts.
    `crs` is the EPSG code of the coordinates in its files.
    `rank` 1 is the most trusted of sources that state the same place.
    `details` is a second table about the same rows.
    """

    name: str
    kind: Kind
    title_ko: str
    title_en: str
    publisher: str
    publisher_en: str
    license: str
    license_url: str
    url: str
    attribution: str
    format: Format
    is_sample: bool
    expectations: Expectations
    reference_date: date | None = None
    replaces: tuple[str, ...] = ()
    file_pattern: str = ""
    archive_pattern: str = ""
    sheet: str = ""
    columns: tuple[str, ...] = ()
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ignore: tuple[str, ...] = ()
    skips: tuple[str, ...] = ()
    mappings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    api: Api | None = None
    geocode: bool = False
    together: bool = False
    every_days: int = 1
    rank: int = 40
    crs: int = 4326
    details: Details | None = None

    @property
    def folder(self) -> Path:
        return FOLDER / self.name

    @property
    def parser(self) -> ModuleType:
        """The source's parse module: `parse_row`, `parse_all` or `generate`, by its format."""
        return import_module(f"etl.sources.{self.name}.parse")


def source_names() -> list[str]:
    """The names of all sources, in the order in which they are loaded: what others stand on first."""
    found = [read_source(path.parent.name) for path in FOLDER.glob("*/source.yml")]
    kinds = list(Kind)
    return [
        source.name
        for source in sorted(
            found, key=lambda s: (kinds.index(s.kind) > 0, kinds.index(s.kind) > 1, s.is_sample, s.geocode, s.name)
        )
    ]


def placed_by(source: Source) -> list[str]:
    """The real sources of places that load before this one: those whose addresses may place its rows.

    None comes after it, so that one round through all sources is enough, and the fingerprint can cover them all.
    """
    before = takewhile(lambda name: name != source.name, source_names())
    return [one.name for one in map(read_source, before) if one.kind is Kind.PLACES and not one.is_sample]


def read_source(name: str) -> Source:
    """The source of this name; ParseFailed when there is none or its YAML breaks a rule."""
    path = FOLDER / name / "source.yml"
    if not path.is_file():
        known = sorted(found.parent.name for found in FOLDER.glob("*/source.yml"))
        raise ParseFailed(f"There is no source {name!r}. Known: {', '.join(known)}")
    stated = yaml.safe_load(path.read_text(encoding="utf-8"))
    try:
        source = from_mapping(stated)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ParseFailed(f"{path.name} of {name}: {error}") from error
    if source.name != name:
        raise ParseFailed(f"{path.name} of {name} calls itself {source.name!r}")
    return source


def from_mapping(stated: Mapping[str, Any]) -> Source:
    """A Source from a YAML mapping. A key that is not known raises ValueError, a missing one TypeError."""
    refuse_unknown(stated, Source)
    values = dict(stated)
    values["kind"] = Kind(values["kind"])
    values["format"] = Format(values["format"])
    values["expectations"] = expectations(values.get("expectations") or {})
    for key in ("replaces", "columns", "ignore", "skips"):
        values[key] = tuple(values.get(key) or ())
    values["api"] = api(values["api"]) if values.get("api") else None
    values["details"] = details(values["details"]) if values.get("details") else None
    values["aliases"] = {name: tuple(others) for name, others in (values.get("aliases") or {}).items()}
    values["mappings"] = {
        name: {str(code): str(word) for code, word in codes.items()}
        for name, codes in (values.get("mappings") or {}).items()
    }
    return Source(**values)


def api(stated: Mapping[str, Any]) -> Api:
    """An Api from YAML; an unknown key or an address without https raises ValueError, a missing key TypeError."""
    refuse_unknown(stated, Api)
    values = dict(stated)
    values["provider"] = Provider(values["provider"])
    for key in ("fields", "params"):
        values[key] = texts(values.get(key))
    values["companions"] = {name: companion(one) for name, one in (values.get("companions") or {}).items()}
    values["each"] = {str(name): tuple(map(str, those)) for name, those in (values.get("each") or {}).items()}
    for url in (values["url"], *(one.url for one in values["companions"].values())):
        if not str(url).startswith("http://" if values.get("plain_http") else "https://"):
            raise ValueError(f"api.url: {url} (https, or http with plain_http)")
    return Api(**values)


def companion(stated: Mapping[str, Any]) -> Companion:
    """A Companion from YAML; an unknown key raises ValueError, a missing key TypeError."""
    refuse_unknown(stated, Companion)
    values = {**stated, "join": tuple(stated.get("join") or ())}
    return Companion(**{**values, **{key: texts(stated.get(key)) for key in ("fields", "params", "only")}})


def texts(stated: Mapping[str, Any] | None) -> dict[str, str]:
    """A mapping from YAML as text."""
    return {str(name): str(value) for name, value in (stated or {}).items()}


def details(stated: Mapping[str, Any]) -> Details:
    """Details from YAML; an unknown key raises ValueError, a missing key TypeError."""
    refuse_unknown(stated, Details)
    return Details(**{**stated, "ignore": tuple(stated.get("ignore") or ())})


def expectations(stated: Mapping[str, Any]) -> Expectations:
    """Expectations from YAML; an unknown key, or a range that is not [least, most], raises ValueError."""
    refuse_unknown(stated, Expectations)
    count = {}
    for name, bounds in (stated.get("count") or {}).items():
        least, most = bounds
        if not 0 <= least <= most:
            raise ValueError(f"expectations.count.{name}: {bounds} is not [least, most]")
        count[str(name)] = (int(least), int(most))
    return Expectations(
        count=count,
        filled={str(k): float(v) for k, v in (stated.get("filled") or {}).items()},
        inside_named_unit=float(stated.get("inside_named_unit", 0)),
    )


def refuse_unknown(stated: Mapping[str, Any], shape: type[Any]) -> None:
    """ValueError when a mapping has keys that the dataclass does not."""
    unknown = set(stated) - {f.name for f in fields(shape)}
    if unknown:
        raise ValueError(f"unknown key: {', '.join(sorted(map(str, unknown)))}")
