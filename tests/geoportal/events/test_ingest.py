"""Replacing the events of one source."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

import pytest

from geoportal.events import ingest
from geoportal.events.models import Event
from geoportal.provenance.ingest import RunFacts, SourceFacts

pytestmark = pytest.mark.django_db
FACTS = SourceFacts(
    name="festivals", kind="events", title_ko="축제", title_en="Festivals", publisher="지은이",
    publisher_en="The maker", license="KOGL-1", license_url="", url="", attribution="지은이", reference_date=None,
    is_sample=False,
)  # fmt: skip
RUN = RunFacts(started_at=datetime(2026, 3, 1, tzinfo=UTC))
TODAY = date(2026, 3, 1)


@dataclass(frozen=True)
class Row:
    source_key: str
    provider: str = ""
    lat: float = 37.22
    lon: float = 126.85
    category: str = "festival"
    name_ko: str = "축제"
    name_en: str = "Festival"
    name_en_generated: bool = False
    starts_on: date = date(2026, 4, 1)
    ends_on: date = date(2026, 4, 3)
    venue_ko: str = "광장"
    address_ko: str = "경기도 안산시 단원구"
    phone: str = ""
    homepage: str = ""
    checked_on: date | None = None
    attributes: dict[str, object] = field(default_factory=dict)


def load(*rows: Row) -> dict[str, int]:
    counts = ingest.replace_source(FACTS, rows, run_facts=RUN, on=TODAY)
    return {what: count for what, count in counts.items() if count}


def test_a_first_load_and_the_same_again(province: object) -> None:
    assert load(Row("1"), Row("2", lon=126.95)) == {"added": 2}
    event = Event.objects.get(source_key="1")
    assert (event.category, event.venue_ko, event.unit.code) == ("festival", "광장", "41273")
    assert (event.starts_on, event.ends_on) == (date(2026, 4, 1), date(2026, 4, 3))
    assert load(Row("1"), Row("2", lon=126.95)) == {"unchanged": 2}
    assert Event.objects.get(source_key="1").updated_at == event.updated_at


def test_changed_gone_and_back(province: object) -> None:
    load(Row("1"), Row("2"))
    assert load(replace(Row("1"), ends_on=date(2026, 4, 5))) == {"updated": 1, "retired": 1}
    assert Event.objects.published().get().ends_on == date(2026, 4, 5)
    assert load(Row("1"), Row("2")) == {"updated": 1, "returned": 1}
    assert Event.objects.published().count() == 2


def test_days_out_of_order_refuse_the_whole_load(province: object) -> None:
    load(Row("1"))
    with pytest.raises(Exception, match="event_days_in_order"):
        load(Row("1"), Row("2", ends_on=date(2026, 3, 1)))
    assert Event.objects.published().count() == 1


def test_what_stands_is_counted_by_category_and_unit(province: object) -> None:
    load(Row("1"), Row("2", category="class"))
    assert ingest.live_counts("festivals") == [("class", "41273", 1), ("festival", "41273", 1)]
