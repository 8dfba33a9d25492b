"""The sources, for people and for programs: terms, runs, quality, freshness."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.translation import gettext, override

from geoportal.provenance.models import ImportRun, Issue, QuarantinedRow, Source
from geoportal.web.data_page import source_states


def published(source: Source, *, hours_ago: float = 0, status: str = "published") -> ImportRun:
    """A run that began some hours ago; the source counts as loaded."""
    began = timezone.now() - timedelta(hours=hours_ago)
    source.published_at = source.published_at or began
    source.save()
    return ImportRun.objects.create(source=source, status=status, started_at=began, counts={"added": 3})


def facts_of(client, name: str = "made_sample"):
    return next(one for one in client.get("/data.json").json()["sources"] if one["name"] == name)


def test_data_json_states_terms_counts_and_runs(client, province):
    source = province.sample
    published(source)
    ImportRun.objects.create(source=source, status="failed", started_at=timezone.now(), message="no file")
    Issue.objects.create(source=source, key="a", kind="outside_named_unit")
    facts = facts_of(client)
    assert (facts["license"], facts["attribution"], facts["is_sample"]) == ("KOGL-1", "made up", True)
    assert facts["counts"] == {"added": 3}
    assert facts["last_run"]["status"] == "failed"
    assert (facts["issues"], facts["quarantined"]) == (1, 0)


def test_what_is_not_known_of_a_sources_places_is_counted(client, province, add_place):
    add_place(37.21, 126.85, phone="031-481-1234", attributes={"hours": "Mo-Fr 09:00-18:00"})
    add_place(37.22, 126.85, attributes={"languages": ["vi"]})
    first = add_place(37.23, 126.85, position="road")
    add_place(37.24, 126.85, phone="1345", attributes={"hours": "24/7", "languages": ["en"]}, same_as=first)
    add_place(37.23, 126.86, retired_at=timezone.now())
    published(province.source)
    QuarantinedRow.objects.create(source=province.source, rule="no_key", raw={})
    for kind in ("outside_named_unit", "no_unit_named"):
        Issue.objects.create(source=province.source, key="1", kind=kind)
    ImportRun.objects.create(source=province.source, status="published", started_at=timezone.now())
    assert facts_of(client, "made_up")["quality"] == {
        "rows": 4, "no_phone": 2, "no_hours": 2, "no_languages": 2, "no_coordinates": 1, "shown_elsewhere": 1,
        "outside_named_unit": 1, "quarantined": 1, "issues": 2,
    }  # fmt: skip


def test_a_source_without_places_has_no_share_of_phones(client, province):
    published(province.sample)
    assert facts_of(client)["quality"] == {
        "rows": None, "no_phone": None, "no_hours": None, "no_languages": None, "no_coordinates": None,
        "shown_elsewhere": None, "outside_named_unit": None, "quarantined": 0, "issues": 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("hours_ago", "freshness", "words", "icon"),
    [
        (23, "fresh", "Fresh: checked on schedule", "m8.2 12.3"),
        (24.5, "ageing", "Ageing: the next check is due", "M12 7v5"),
        (25.1, "stale", "Stale: a check was missed", "M12 4 2.8"),
    ],
)
def test_freshness_is_said_in_words_and_by_icon_and_colour(client, province, hours_ago, freshness, words, icon):
    published(province.sample, hours_ago=hours_ago)
    facts = facts_of(client)
    assert facts["freshness"] == freshness
    assert facts["next_due"] > facts["checked_at"]
    page = client.get("/data/").content.decode()
    with override("ko"):
        assert gettext(words) in page
    assert f'class="fresh fresh--{freshness}"' in page
    assert icon in page


def test_a_source_whose_last_run_failed_is_not_called_fresh(client, province):
    published(province.sample, hours_ago=3)
    published(province.sample, hours_ago=2, status="failed")
    facts = facts_of(client)
    assert facts["freshness"] == "ageing"
    page = client.get("/data/").content.decode()
    assert 'class="fresh fresh--ageing"' in page
    with override("ko"):
        assert gettext("failed; the data from before still stands") in page
        assert gettext("Ageing: the next check is due") in page
        assert gettext("Fresh: checked on schedule") not in page


def test_nothing_new_counts_as_checked_and_a_failure_does_not(client, province):
    published(province.sample, hours_ago=200)
    published(province.sample, hours_ago=2, status="failed")
    assert facts_of(client)["freshness"] == "stale"
    published(province.sample, hours_ago=1, status="unchanged")
    facts = facts_of(client)
    assert (facts["freshness"], facts["counts"]) == ("fresh", {"added": 3})


def test_each_source_has_its_own_schedule(client, province):
    Source.objects.update(every_days=90)
    province.sample.refresh_from_db()
    published(province.sample, hours_ago=24 * 80)
    facts = facts_of(client)
    assert (facts["every_days"], facts["freshness"]) == (90, "fresh")


def test_the_number_of_statements_does_not_grow_with_the_sources(province, django_assert_num_queries):
    published(province.sample)
    terms = {"kind": "places", "license": "KOGL-1", "attribution": "made up"}
    for number in range(20):
        published(Source.objects.create(name=f"more_{number}", **terms))
    with django_assert_num_queries(6):
        assert len(source_states("name")) == 21
    with django_assert_num_queries(3):
        source_states("name")


def test_the_page_says_what_is_missing(client, province, add_place):
    add_place(37.21, 126.85, phone="031-481-1234")
    add_place(37.22, 126.85)
    published(province.source)
    page = client.get("/en/data/").content.decode()
    assert "<dt>No telephone number</dt><dd>50.0% (1 of 2)</dd>" in page
    assert "<dt>Opening hours unknown</dt><dd>100.0% (2 of 2)</dd>" in page
    assert "<dt>Rows refused</dt><dd>0</dd>" in page
