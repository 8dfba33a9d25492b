"""The feed in the admin: who sees it, who may have a source run, and that looking starts nothing."""

from __future__ import annotations

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone
from django.utils.translation import gettext, override
from procrastinate.contrib.django.models import ProcrastinateJob

from geoportal.accounts.models import User
from geoportal.provenance.models import ImportRun, Issue, QuarantinedRow, RunRequest, Source

VIEW = ["view_source", "view_importrun", "view_quarantinedrow", "view_issue", "view_runrequest"]
LISTS = [f"/admin/provenance/{name}/" for name in ("source", "importrun", "quarantinedrow", "issue", "runrequest")]


@pytest.fixture
def source(province: object) -> Source:
    return Source.objects.get(name="made_up")


def signed_in(*permissions: str, is_staff: bool = True, checks: bool = False) -> Client:
    """A browser of somebody with these permissions; `checks` demands a CSRF token."""
    user = User.objects.create_user("kim", "a long enough word", is_staff=is_staff)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client = Client(enforce_csrf_checks=checks)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def said(text: str, **values: object) -> str:
    """What the admin says, in its language."""
    with override("ko"):
        return gettext(text) % values


def run_page(source: Source) -> str:
    return f"/admin/provenance/source/{source.pk}/run/"


def test_runs_rows_and_doubts_are_readable(source: Source) -> None:
    client = signed_in(*VIEW)
    now = timezone.now()
    run = ImportRun.objects.create(
        source=source, status="failed", started_at=now, finished_at=now, message="Only 3 rows", report={"왜": ["<b>"]}
    )
    row = QuarantinedRow.objects.create(source=source, rule="no_key", line=7, raw={"이름": "지은<script>의원"})
    Issue.objects.create(source=source, key="KEY1", kind="outside_named_unit", detail={"named": "수원시"})
    for address in LISTS:
        assert client.get(address).status_code == 200, address
    page = client.get(f"/admin/provenance/importrun/{run.pk}/change/").content.decode()
    assert "&quot;왜&quot;" in page
    assert "<b>" not in page
    page = client.get(f"/admin/provenance/quarantinedrow/{row.pk}/change/").content.decode()
    assert "지은&lt;script&gt;의원" in page
    assert "KEY1" in client.get("/admin/provenance/issue/?q=수원시").content.decode()


def test_the_quarantine_is_searched_and_filtered(source: Source) -> None:
    client = signed_in(*VIEW)
    for line, name in enumerate(["지은의원", "한빛의원"]):
        QuarantinedRow.objects.create(source=source, rule=f"rule_{line}", line=line, raw={"이름": name})
    rows = "/admin/provenance/quarantinedrow/"
    assert "1 quarantined row" in client.get(rows, {"q": "한빛"}).content.decode()
    assert "1 quarantined row" in client.get(rows, {"rule": "rule_0"}).content.decode()
    assert "2 quarantined rows" in client.get(rows, {"source__id__exact": source.pk}).content.decode()
    runs = client.get("/admin/provenance/importrun/", {"status__exact": "failed", "source__id__exact": source.pk})
    assert "0 import runs" in runs.content.decode()


@pytest.mark.parametrize("is_staff", [True, False])
def test_nobody_without_permission_sees_anything(source: Source, is_staff: bool) -> None:
    client = signed_in(*([] if is_staff else VIEW), is_staff=is_staff)
    for address in [*LISTS, run_page(source)]:
        assert client.get(address).status_code == (403 if is_staff else 302), address
    assert client.post(run_page(source)).status_code == (403 if is_staff else 302)
    assert not ProcrastinateJob.objects.exists()


def test_nothing_of_the_feed_is_changed_by_hand_not_even_by_a_superuser(source: Source) -> None:
    User.objects.create_superuser("root", "a long enough word")
    client = Client()
    client.force_login(User.objects.get(), backend="django.contrib.auth.backends.ModelBackend")
    run = ImportRun.objects.create(source=source, status="failed", started_at=timezone.now())
    for address in LISTS:
        assert client.get(f"{address}add/").status_code == 403
    for address in (f"/admin/provenance/importrun/{run.pk}", f"/admin/provenance/source/{source.pk}"):
        assert client.post(f"{address}/change/", {"message": "all is well"}).status_code == 403
        assert client.post(f"{address}/delete/", {"post": "yes"}).status_code == 403
    assert client.get("/admin/procrastinate/procrastinatejob/").status_code == 404


def test_looking_starts_nothing(source: Source) -> None:
    client = signed_in(*VIEW, "run_source", "override_guard")
    page = client.get(run_page(source), {"accept": "fall", "why": "because"}).content.decode()
    assert 'name="accept"' in page
    client.get("/admin/provenance/source/", {"action": "run_now", "_selected_action": source.pk})
    assert not ProcrastinateJob.objects.exists()
    assert not RunRequest.objects.exists()


def test_a_request_without_a_token_is_refused(source: Source) -> None:
    client = signed_in(*VIEW, "run_source", checks=True)
    assert client.post(run_page(source)).status_code == 403
    action = {"action": "run_now", "_selected_action": source.pk}
    assert client.post("/admin/provenance/source/", action).status_code == 403
    assert not ProcrastinateJob.objects.exists()


def test_run_now_from_the_list(source: Source) -> None:
    client = signed_in(*VIEW, "run_source")
    action = {"action": "run_now", "_selected_action": [source.pk]}
    page = client.post("/admin/provenance/source/", action, follow=True).content.decode()
    assert said("Will run as soon as the worker is free: %(source)s", source=source) in page
    asked = RunRequest.objects.get()
    assert (asked.source, asked.asked_by, asked.accept, asked.why) == (source, "kim", [], "")
    assert ProcrastinateJob.objects.get().pk == asked.job_id
    page = client.post("/admin/provenance/source/", action, follow=True).content.decode()
    assert said("A run waits already: %(source)s", source=source) in page
    assert said("waiting") in client.get("/admin/provenance/runrequest/").content.decode()


def test_the_list_offers_no_run_without_the_permission(source: Source) -> None:
    client = signed_in(*VIEW)
    assert "run_now" not in client.get("/admin/provenance/source/").content.decode()
    client.post("/admin/provenance/source/", {"action": "run_now", "_selected_action": source.pk})
    assert not RunRequest.objects.exists()
    assert "/run/" not in client.get(f"/admin/provenance/source/{source.pk}/change/").content.decode()


def test_past_a_guard_with_a_name_and_a_reason(source: Source) -> None:
    client = signed_in(*VIEW, "run_source", "override_guard")
    assert run_page(source) in client.get(f"/admin/provenance/source/{source.pk}/change/").content.decode()
    page = client.post(run_page(source), {"accept": ["fall"], "why": " "}).content.decode()
    assert said("Say why a guard is passed over.") in page
    assert "errorlist" in client.post(run_page(source), {"accept": "x", "why": "because"}).content.decode()
    assert not RunRequest.objects.exists()
    answer = client.post(run_page(source), {"accept": ["fall", "moved"], "why": "The list was cut"})
    assert answer.headers["Location"] == "/admin/provenance/runrequest/"
    asked = RunRequest.objects.get()
    assert (asked.asked_by, asked.accept, asked.why) == ("kim", ["fall", "moved"], "The list was cut")
    assert LogEntry.objects.get().change_message == "run requested; accept: fall, moved; The list was cut"


def test_past_a_guard_only_with_the_permission(source: Source) -> None:
    client = signed_in(*VIEW, "run_source")
    assert 'name="accept"' not in client.get(run_page(source)).content.decode()
    assert client.post(run_page(source), {"accept": "fall", "why": "because"}).status_code == 403
    assert not RunRequest.objects.exists()
    assert client.post(run_page(source)).status_code == 302
    assert RunRequest.objects.get().accept == []


def test_a_request_leads_to_the_run_it_made(source: Source) -> None:
    client = signed_in(*VIEW)
    run = ImportRun.objects.create(source=source, status="published", started_at=timezone.now())
    now = timezone.now()
    RunRequest.objects.create(
        source=source, asked_by="lee", started_at=now, finished_at=now, outcome="published", run=run
    )
    page = client.get("/admin/provenance/runrequest/").content.decode()
    assert f'href="/admin/provenance/importrun/{run.pk}/change/"' in page
    assert said("published") in page
