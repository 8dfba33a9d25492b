"""Replacing the places of one source: all or nothing, and nothing twice."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection

from geoportal.places import ingest
from geoportal.places.models import Place, PlaceCount
from geoportal.provenance.ingest import Doubt, Placement, Refused, RunFacts, SourceFacts, Verdict
from geoportal.provenance.models import ImportRun, Issue, QuarantinedRow, Source

pytestmark = pytest.mark.django_db
FACTS = SourceFacts(
    name="clinics", kind="places", title_ko="의원", title_en="Clinics", publisher="지은이", publisher_en="The maker",
    license="KOGL-1", license_url="", url="", attribution="지은이", reference_date=date(2026, 1, 31), is_sample=False,
)  # fmt: skip
SAMPLE = replace(FACTS, name="sample_clinics", is_sample=True)
TODAY = date(2026, 3, 1)
RUN = RunFacts(started_at=datetime(2026, 3, 1, tzinfo=UTC), input_sha256="a" * 64, input_name="a.csv")
NO_CHANGE = {
    "added": 0,
    "updated": 0,
    "returned": 0,
    "retired": 0,
    "closed": 0,
    "replaced": 0,
    "left_out": 0,
    "areas_added": 0,
    "areas_removed": 0,
    "twins": 0,
}


@dataclass(frozen=True)
class Row:
    source_key: str
    lat: float = 37.22
    lon: float = 126.85
    category: str = "clinic"
    name_ko: str = "의원"
    name_en: str = "Clinic"
    name_en_generated: bool = True
    address_ko: str = "경기도 안산시 단원구"
    address_en: str = ""
    unit_ko: str = ""
    phone: str = ""
    homepage: str = ""
    position: str = "source"
    is_closed: bool = False
    closed_on: date | None = None
    checked_on: date | None = date(2026, 1, 31)
    attributes: dict[str, object] = field(default_factory=lambda: {"b": 1, "a": "가"})
    services: tuple[object, ...] = ()
    languages: tuple[object, ...] | None = None
    organization: object = None
    service_areas: tuple[Any, ...] = ()


ROWS = [Row("1"), Row("2", lat=37.27), Row("3", lon=126.95, category="hospital")]


def load(rows: Sequence[Row] = ROWS, facts: SourceFacts = FACTS, **options: Any) -> dict[str, int]:
    return ingest.replace_source(facts, rows, run_facts=RUN, on=options.pop("on", TODAY), **options)


def dump() -> list[tuple[object, ...]]:
    columns = ("source_key", "name_ko", "unit__code", "dong__code", "row_hash", "updated_at", "retired_at")
    return list(Place.objects.order_by("source__name", "source_key").values_list(*columns))


def test_a_first_load(province: object) -> None:
    assert load() == NO_CHANGE | {"added": 3, "unchanged": 0}
    place = Place.objects.get(source_key="1")
    assert (place.point.y, place.point.x) == (37.22, 126.85)
    assert place.attributes == {"b": 1, "a": "가"}
    assert (place.category, place.name_en, place.checked_on) == ("clinic", "Clinic", date(2026, 1, 31))
    found = Place.objects.order_by("source_key").values_list("source_key", "unit__code", "dong__code")
    assert list(found) == [
        ("1", "41273", "4127300001"),
        ("2", "41271", "4127100001"),
        ("3", "41110", "4111000001"),
    ]


def test_the_source_and_the_run_are_recorded(province: object) -> None:
    load()
    source = Source.objects.get(name="clinics")
    assert (source.title_en, source.reference_date, source.is_sample) == ("Clinics", date(2026, 1, 31), False)
    assert source.published_at is not None
    run = ImportRun.objects.get(source=source)
    assert (run.status, run.input_sha256, run.counts["added"]) == ("published", "a" * 64, 3)


def test_the_same_again_touches_nothing(province: object) -> None:
    load()
    before = dump()
    assert load() == NO_CHANGE | {"unchanged": 3}
    assert dump() == before


def test_only_what_differs_is_updated(province: object) -> None:
    load()
    counts = load([ROWS[0], replace(ROWS[1], name_ko="새 의원"), replace(ROWS[2], lat=37.21)])
    assert counts == NO_CHANGE | {"updated": 2, "unchanged": 1}
    assert Place.objects.get(source_key="2").name_ko == "새 의원"
    assert Place.objects.get(source_key="3").point.y == 37.21


def test_a_load_of_many_new_places_makes_the_indexes_afterwards(
    province: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    def built() -> list[tuple[str, str]]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT relname, indexdef FROM pg_class JOIN pg_indexes ON indexname = relname"
                " WHERE tablename IN ('places_place', 'places_placewords')"
                " UNION ALL SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint"
                " WHERE conrelid IN ('places_place'::regclass, 'places_placewords'::regclass) ORDER BY 1, 2"
            )
            return cursor.fetchall()

    monkeypatch.setattr(ingest, "MANY", 2)
    monkeypatch.setattr(ingest, "ANALYZED", 2)
    monkeypatch.setattr(ingest.wording, "MANY", 2)
    before = built()
    assert load() == NO_CHANGE | {"added": 3, "unchanged": 0}
    assert built() == before
    assert [row[:3] for row in dump()] == [
        ("1", "의원", "41273"), ("2", "의원", "41271"), ("3", "의원", "41110"),
    ]  # fmt: skip
    assert PlaceCount.objects.count() == 3
    assert load(ROWS[:2]) == NO_CHANGE | {"retired": 1, "unchanged": 2}


def test_what_is_gone_is_retired_and_may_return(province: object) -> None:
    load()
    assert load(ROWS[:2]) == NO_CHANGE | {"retired": 1, "unchanged": 2}
    gone = Place.objects.get(source_key="3")
    assert gone.retired_at is not None
    assert load() == NO_CHANGE | {"returned": 1, "unchanged": 2}
    back = Place.objects.get(source_key="3")
    assert (back.pk, back.retired_at) == (gone.pk, None)


def test_a_b_a_is_a(province: object) -> None:
    columns = ("source_key", "name_ko", "point", "unit", "dong", "row_hash", "retired_at")
    load()
    first = list(Place.objects.order_by("pk").values_list(*columns))
    load([replace(ROWS[0], name_ko="딴 의원"), ROWS[2]])
    load()
    assert list(Place.objects.order_by("pk").values_list(*columns)) == first


def test_counts_by_unit_follow_each_load(province: object) -> None:
    def counts() -> list[tuple[object, ...]]:
        return list(
            PlaceCount.objects.order_by("unit__code").values_list("unit__code", "category_id", "places", "samples")
        )

    load()
    load([Row("s1")], SAMPLE)
    assert counts() == [("41110", 1, 1, 0), ("41271", 2, 1, 0), ("41273", 2, 2, 1)]
    load(ROWS[:1])
    assert counts() == [("41273", 2, 2, 1)]


def test_real_places_retire_the_sample_of_their_kind(province: object) -> None:
    load([Row("s1"), Row("s2")], SAMPLE)
    assert load(replaces=["sample_clinics"])["replaced"] == 2
    assert set(Place.objects.published().values_list("source__name", flat=True)) == {"clinics"}
    assert ingest.live_counts("sample_clinics") == []


def test_trap_18_a_point_just_off_the_coast_takes_the_nearest_dong(province: object) -> None:
    load([Row("1", lat=37.19)])
    assert Place.objects.get().dong.code == "4127300001"


def test_a_point_in_no_region_is_left_out(province: object) -> None:
    assert load([*ROWS, Row("far", lat=35.1, lon=129.0)])["left_out"] == 1
    assert not Place.objects.filter(source_key="far").exists()


def test_on_a_border_the_lowest_code_wins(province: object) -> None:
    load([Row("1", lat=37.25, lon=126.9)])
    assert Place.objects.get().dong.code == "4111000001"


def test_accept_sees_where_each_row_fell(province: object) -> None:
    seen: list[Placement] = []

    def accept(placements: Iterable[Placement]) -> Verdict:
        seen.extend(placements)
        return Verdict(
            leave_out=["2"],
            doubts=[Doubt("1", "odd", {"why": "x"})],
            refused=[Refused("a.csv", 3, "bad", {"이름": "가"})],
        )

    counts = load(accept=accept)
    assert sorted((one.source_key, one.unit_code, one.off_m) for one in seen) == [
        ("1", "41273", 0), ("2", "41271", 0), ("3", "41110", 0),
    ]  # fmt: skip
    assert (counts["added"], counts["left_out"]) == (2, 1)
    assert Issue.objects.values_list("key", "kind", "detail").get() == ("1", "odd", {"why": "x"})
    assert QuarantinedRow.objects.values_list("file", "line", "rule", "raw").get() == (
        "a.csv",
        3,
        "bad",
        {"이름": "가"},
    )


def test_doubts_and_refused_rows_are_replaced_and_keep_their_first_day(province: object) -> None:
    def saying(*keys: str) -> Any:
        refused = [Refused("a.csv", 1, key, {"전화번호": "", "이름": "가", "시": ""}) for key in keys]
        return lambda placements: Verdict(doubts=[Doubt(key, "odd", {}) for key in keys], refused=refused)

    load(accept=saying("1", "2"))
    first_seen = Issue.objects.get(key="2").first_seen
    kept = QuarantinedRow.objects.get(rule="2").pk
    load(accept=saying("2", "3"))
    assert sorted(Issue.objects.values_list("key", flat=True)) == ["2", "3"]
    assert Issue.objects.get(key="2").first_seen == first_seen
    assert sorted(QuarantinedRow.objects.values_list("rule", flat=True)) == ["2", "3"]
    assert QuarantinedRow.objects.get(rule="2").pk == kept


def test_a_refused_load_leaves_all_as_it_was(province: object) -> None:
    load()
    before = dump()

    def refuse(placements: Iterable[Placement]) -> Verdict:
        raise RuntimeError("too few")

    with pytest.raises(RuntimeError, match="too few"):
        load([Row("new")], accept=refuse, replaces=["made_up"])
    assert dump() == before
    assert ImportRun.objects.count() == 1


def test_a_row_that_breaks_the_table_leaves_all_as_it_was(province: object) -> None:
    load()
    before = dump()
    with pytest.raises(Exception, match="value too long"):
        load([Row("new"), Row("long", name_ko="가" * 201)])
    assert dump() == before


def test_a_dry_run_counts_and_changes_nothing(province: object) -> None:
    load()
    before = dump()
    assert load([Row("new")], dry_run=True) == NO_CHANGE | {"added": 1, "retired": 3, "unchanged": 0}
    assert dump() == before
    assert ImportRun.objects.count() == 1


def test_new_boundaries_move_places_without_a_load(province: object) -> None:
    load()
    parts = province.regions["4127300001"].parts.get()  # type: ignore[attr-defined]
    parts.region = province.regions["4127100001"]  # type: ignore[attr-defined]
    parts.save()
    assert ingest.relocate(TODAY) == 1
    assert Place.objects.get(source_key="1").unit.code == "41271"
    assert PlaceCount.objects.get(unit__code="41271").places == 2
    assert ingest.relocate(TODAY) == 0


def test_the_webs_time_limit_does_not_apply(province: object) -> None:
    limits: list[str] = []

    def accept(placements: Iterable[Placement]) -> Verdict:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('statement_timeout'), current_setting('lock_timeout')")
            limits.extend(cursor.fetchone())
        return Verdict()

    load(accept=accept)
    assert limits == ["0", "2s"]
