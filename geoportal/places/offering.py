"""Loading what is offered at the places of one source, inside the load of the places themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Protocol

import orjson
from django.utils import timezone

from geoportal.core.sql import rows, run
from geoportal.places.identity import organization_id, service_id
from geoportal.places.kinds import SERVICE_IDS, STATUS_IDS, ServiceKind
from geoportal.places.languages import HOW_IDS, LANGUAGE_IDS, WAYS, spoken_id
from geoportal.provenance.ingest import run_plain

NOTHING = "{}"
KEEP_DAYS = 90
# A source that is turned over writes no more changes than these in one load.
MOST_CHANGES = 5000
MOVED_M = 50
# From this many new rows on, what the planner knew of their table no longer holds.
ANALYZED = 10_000


class LanguageRow(Protocol):
    """A language that is spoken, as `etl.record.LanguageRecord`."""

    @property
    def language(self) -> str: ...
    @property
    def how(self) -> str: ...
    @property
    def days(self) -> Sequence[str]: ...


class PhoneRow(Protocol):
    """A number, as `etl.record.PhoneRecord`."""

    @property
    def number(self) -> str: ...
    @property
    def languages(self) -> Sequence[str] | None: ...


class OrganizationRow(Protocol):
    """Who runs a place, as `etl.record.OrganizationRecord`."""

    @property
    def key(self) -> str: ...
    @property
    def name_ko(self) -> str: ...
    @property
    def name_en(self) -> str: ...
    @property
    def homepage(self) -> str: ...


class ServiceRow(Protocol):
    """What is offered, as `etl.record.ServiceRecord`."""

    @property
    def kind(self) -> str: ...
    @property
    def key(self) -> str: ...
    @property
    def name_ko(self) -> str: ...
    @property
    def name_en(self) -> str: ...
    @property
    def languages(self) -> Sequence[LanguageRow] | None: ...
    @property
    def hours(self) -> Mapping[str, object] | None: ...
    @property
    def statuses(self) -> Sequence[str] | None: ...
    @property
    def minimum_age(self) -> int | None: ...
    @property
    def maximum_age(self) -> int | None: ...
    @property
    def cost(self) -> str: ...
    @property
    def cost_ko(self) -> str: ...
    @property
    def documents(self) -> Sequence[str] | None: ...
    @property
    def phones(self) -> Sequence[PhoneRow]: ...
    @property
    def checked_on(self) -> date | None: ...


class OfferingRow(Protocol):
    """What a place must have for its services to be loaded."""

    @property
    def source_key(self) -> str: ...
    @property
    def name_ko(self) -> str: ...
    @property
    def name_en(self) -> str: ...
    @property
    def homepage(self) -> str: ...
    @property
    def services(self) -> Sequence[ServiceRow]: ...
    @property
    def organization(self) -> OrganizationRow | None: ...


def staged_services(place: OfferingRow, *, source: str) -> str:
    """The place's services and who runs them, as the text of JSON; `{}` without any.

    ValueError for a kind, language or status that is none of the portal's, KeyError likewise.
    """
    if not place.services:
        return NOTHING
    runs = organization(place, source=source)
    services = [service(one, place, source=source) for one in place.services]
    return orjson.dumps({"organization": runs, "services": services}, option=orjson.OPT_SORT_KEYS).decode()


def organization(place: OfferingRow, *, source: str) -> dict[str, Any]:
    """Who runs the place: the organization that its source names, or itself."""
    named = place.organization
    if named is None:
        key, name_ko, name_en, homepage = place.source_key, place.name_ko, place.name_en, place.homepage
    else:
        key, name_ko, name_en, homepage = named.key, named.name_ko, named.name_en, named.homepage
    return {
        "id": organization_id(source, key), "source_key": key, "name_ko": name_ko, "name_en": name_en,
        "homepage": homepage,
    }  # fmt: skip


def service(row: ServiceRow, place: OfferingRow, *, source: str) -> dict[str, Any]:
    """A service by the names of its columns, with its phones."""
    key = row.key or str(row.kind)
    return {
        "id": service_id(source, place.source_key, key),
        "key": key,
        "kind_id": SERVICE_IDS[ServiceKind(row.kind)],
        "name_ko": row.name_ko,
        "name_en": row.name_en,
        "languages": None if row.languages is None else [language(one) for one in row.languages],
        "hours": row.hours,
        "status_ids": None if row.statuses is None else sorted(STATUS_IDS[status] for status in row.statuses),
        "minimum_age": row.minimum_age,
        "maximum_age": row.maximum_age,
        "cost": row.cost,
        "cost_ko": row.cost_ko,
        "documents": row.documents,
        "phones": [{"number": phone.number, "languages": phone.languages} for phone in row.phones],
        "checked_on": row.checked_on,
    }


def language(row: LanguageRow) -> dict[str, Any]:
    """A language as it stands in the database; KeyError or ValueError for one that is none of the portal's."""
    spoken_id(row.language, row.how)
    stated: dict[str, Any] = {"language": row.language, "how": row.how}
    return stated | ({"days": list(row.days)} if row.days else {})


def stated_languages(rows: Iterable[LanguageRow] | None) -> dict[str, object]:
    """The place's own languages as one of its attributes; nothing when they are unknown."""
    return {} if rows is None else {"languages": [language(row) for row in rows]}


def replace_services(source_id: int) -> None:
    """Give the places that this load changes their services, and take those of places that are gone.

    Must run inside the load's transaction, after the places were merged.
    """
    for statement in ("drop_phones", "drop_services"):
        run(f"places/{statement}", {})
    run("places/organizations", {"source": source_id})
    if run("places/insert_services", {"source": source_id}) > ANALYZED:
        run_plain("ANALYZE places_service")
    run("places/insert_phones", {"source": source_id})
    run("places/drop_organizations", {})


def show_services() -> None:
    """Say which service is shown at which place, and what a search finds of each place; after twins are linked."""
    run("places/show_services", {})
    run("places/show_consultations", {})
    numbers = {
        "languages": orjson.dumps(LANGUAGE_IDS).decode(),
        "ways": orjson.dumps({how.value: number for how, number in HOW_IDS.items()}).decode(),
        "ways_each": WAYS,
        "today": timezone.localdate(),
    }
    run("places/offered", numbers)


def count_facets() -> None:
    """Bring the counts beside the choices of the search form up to date."""
    run("places/count_facets", {"ways_each": WAYS})


def stands(source_id: int) -> bool:
    """Whether the source was ever loaded before."""
    found: bool = rows("places/stands", {"source": source_id})[0][0]
    return found


def record_changes(source_id: int) -> None:
    """Write down what this load moves, closes, brings back and opens at other hours, before it does so.

    Changes older than `KEEP_DAYS` are forgotten; of samples nothing is written.
    """
    run("places/record_changes", {"source": source_id, "moved_m": MOVED_M, "most": MOST_CHANGES})
    run("places/forget_changes", {"days": KEEP_DAYS})


def record_added(source_id: int) -> None:
    """Write down which places are new, after they were taken in; not to be called for a source's first load."""
    run("places/record_added", {"source": source_id, "most": MOST_CHANGES})
