"""The sources, for programs."""

from __future__ import annotations

from django.utils import timezone

from geoportal.provenance.models import ImportRun, Issue


def test_data_json_states_terms_counts_and_runs(client, province):
    source = province.sample
    source.published_at = timezone.now()
    source.save()
    ImportRun.objects.create(source=source, status="published", started_at=timezone.now(), counts={"added": 3})
    ImportRun.objects.create(source=source, status="failed", started_at=timezone.now(), message="no file")
    Issue.objects.create(source=source, key="a", kind="outside_named_unit")
    (facts,) = client.get("/data.json").json()["sources"]
    assert facts["name"] == "made_sample"
    assert (facts["license"], facts["attribution"], facts["is_sample"]) == ("KOGL-1", "made up", True)
    assert facts["counts"] == {"added": 3}
    assert facts["last_run"]["status"] == "failed"
    assert (facts["issues"], facts["quarantined"]) == (1, 0)
