"""The queue: who sees it, what is counted together, what handling does, and what is forgotten."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from geoportal.accounts.models import User
from geoportal.feedback.models import Report, Suggestion
from geoportal.places.corrected import Correction
from geoportal.places.models import Place

REPORTS, SUGGESTIONS = "/admin/feedback/report/", "/admin/feedback/suggestion/"
VIEW = ("view_report", "view_suggestion")
MODERATE = (*VIEW, "moderate_report", "moderate_suggestion")


def signed_in(*permissions: str) -> Client:
    user = User.objects.create_user("kim", "a long enough word", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def places(add_place: Callable[..., Place]) -> list[Place]:
    return [add_place(37.22, 126.85, name_ko="한빛 의원"), add_place(37.22, 126.95, name_ko="새봄 약국")]


def report(place: Place | None, kind: str = "closed", text: str = "") -> Report:
    return Report.objects.create(place=place, kind=kind, text=text, language="vi")


def act(client: Client, page: str, action: str, rows: list[Any], note: str = "") -> Any:
    chosen = {"action": action, "_selected_action": [row.pk for row in rows], "note": note}
    return client.post(page, chosen, follow=True)


def listed(client: Client, page: str = REPORTS, **query: str) -> list[Any]:
    return list(client.get(page, query).context["cl"].result_list)


def test_reports_of_one_place_and_kind_are_counted_together(places: list[Place]) -> None:
    same = [report(places[0], text=f"<b>닫힘</b> {number}") for number in range(3)]
    others = [report(places[0], "hours"), report(places[1]), report(None), report(None)]
    client = signed_in(*VIEW)
    assert {(row.pk, row.together) for row in listed(client)} == {(same[2].pk, 3), *((one.pk, 1) for one in others)}
    page = client.get(f"{REPORTS}{same[2].pk}/change/").content.decode()
    assert all(f"&lt;b&gt;닫힘&lt;/b&gt; {number}" in page for number in range(3))
    assert "<b>닫힘" not in page
    assert f'href="/places/{places[0].pk}/"' in page


def test_the_list_is_narrowed_by_state_kind_and_region(places: list[Place]) -> None:
    ansan, suwon = report(places[0]), report(places[1], "hours")
    done = Report.objects.create(
        place=places[1], kind="pin", language="ko", state="accepted", handled_at=timezone.now()
    )
    client = signed_in(*VIEW)
    assert set(listed(client)) == {ansan, suwon}
    assert set(listed(client, state="all")) == {ansan, suwon, done}
    assert listed(client, state="accepted") == [done]
    assert listed(client, kind="hours") == [suwon]
    assert listed(client, region="41270") == listed(client, region="41273") == [ansan]
    assert listed(client, region="41110", state="all") == [done, suwon]


def test_those_alike_are_handled_together_and_once(places: list[Place]) -> None:
    alike = [report(places[0], text="비밀 같은 말") for _ in range(3)]
    other = report(places[0], "hours")
    client = signed_in(*MODERATE)
    act(client, REPORTS, "accept", alike[-1:], note="전화로 확인함")
    handled = Report.objects.filter(state="accepted")
    assert set(handled) == set(alike)
    assert {(row.note, row.handled_by.nickname) for row in handled} == {("전화로 확인함", "kim")}
    assert Report.objects.open().get() == other
    before = list(handled.values_list("handled_at", flat=True))
    act(client, REPORTS + "?state=accepted", "reject", [alike[-1]], note="다시")
    assert list(Report.objects.filter(state="accepted").values_list("handled_at", flat=True)) == before
    assert not [entry for entry in LogEntry.objects.all() if "비밀" in entry.object_repr + entry.change_message]
    assert list(Place.objects.filter(retired_at__isnull=True)) == places[1:]


def test_a_rejection_needs_a_note(places: list[Place]) -> None:
    waiting = report(places[0])
    client = signed_in(*MODERATE)
    assert "왜 반려하나요?" in act(client, REPORTS, "reject", [waiting], note="  ").content.decode()
    assert Report.objects.open().count() == 1
    act(client, REPORTS, "reject", [waiting], note="문 열었음")
    assert Report.objects.get().state == "rejected"


def test_a_report_without_its_place_is_handled_alone(db: None) -> None:
    lone = [report(None), report(None)]
    act(signed_in(*MODERATE), REPORTS, "accept", lone[:1])
    assert [row.state for row in Report.objects.order_by("pk")] == ["accepted", "open"]


def test_nobody_without_permission_reads_or_handles(places: list[Place], province: Any) -> None:
    waiting = report(places[0])
    missing = Suggestion.objects.create(name="샘터", category_id=41, address="지은로 1", language="ko")
    client = signed_in()
    assert [client.get(page).status_code for page in (REPORTS, SUGGESTIONS)] == [403, 403]
    client.logout()
    User.objects.all().delete()
    client = signed_in(*VIEW)
    act(client, REPORTS, "accept", [waiting])
    act(client, SUGGESTIONS, "accept", [missing])
    assert (Report.objects.get().state, Suggestion.objects.get().state) == ("open", "open")
    for page in (REPORTS, SUGGESTIONS):
        assert client.get(f"{page}add/").status_code == 403
    assert client.post(f"{REPORTS}{waiting.pk}/change/", {"text": "x"}).status_code == 403
    assert client.post(f"{REPORTS}{waiting.pk}/delete/", {"post": "yes"}).status_code == 403


def test_suggestions_are_listed_and_handled(province: Any) -> None:
    unit = province.regions["ansan-danwon"]
    both = [
        Suggestion.objects.create(name=name, category_id=41, address="지은로 1", unit=where, language="ko")
        for name, where in (("샘터 <상담소>", unit), ("한빛 쉼터", None))
    ]
    client = signed_in(*MODERATE)
    assert set(listed(client, SUGGESTIONS)) == set(both)
    assert listed(client, SUGGESTIONS, region="41270") == both[:1]
    assert "샘터 &lt;상담소&gt;" in client.get(SUGGESTIONS).content.decode()
    act(client, SUGGESTIONS, "accept", both[:1])
    act(client, SUGGESTIONS, "reject", both[1:], note="이미 있음")
    assert [(row.state, row.note) for row in Suggestion.objects.order_by("pk")] == [
        ("accepted", ""),
        ("rejected", "이미 있음"),
    ]


def test_the_database_refuses_a_state_without_its_date(places: list[Place]) -> None:
    waiting = report(places[0])
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=waiting.pk).update(state="accepted")
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=waiting.pk).update(handled_at=timezone.now())


def test_words_are_forgotten_some_days_after_handling(places: list[Place], settings: Any) -> None:
    settings.FEEDBACK_KEEP_DAYS = 30
    now = timezone.now()
    for days, text in ((31, "오래된 글"), (29, "새 글")):
        done = {"state": "accepted", "handled_at": now - timedelta(days=days), "note": text, "language": "ko"}
        Report.objects.create(place=places[0], kind="closed", text=text, **done)
        Suggestion.objects.create(name=text, category_id=41, address=text, phone="1345", text=text, **done)
    waiting = report(places[0], text="기다리는 글")
    Report.objects.filter(pk=waiting.pk).update(created_at=now - timedelta(days=400))
    out = StringIO()
    call_command("forget_feedback", stdout=out)
    assert "handled more than 30 days ago: 2" in out.getvalue()
    assert [(row.text, row.note, row.state) for row in Report.objects.order_by("pk")] == [
        ("", "", "accepted"), ("새 글", "새 글", "accepted"), ("기다리는 글", "", "open"),
    ]  # fmt: skip
    assert [(row.name, row.address, row.phone, row.text) for row in Suggestion.objects.order_by("pk")] == [
        ("", "", "", ""), ("새 글", "새 글", "1345", "새 글"),
    ]  # fmt: skip
    call_command("forget_feedback", stdout=out)
    assert "30 days ago: 0" in out.getvalue()


def test_a_place_found_closed_is_closed_and_says_who_checked_it(places: list[Place]) -> None:
    waiting = report(places[0])
    act(signed_in(*MODERATE), REPORTS, "accept", [waiting])
    correction = Correction.objects.get()
    assert (correction.place, correction.field, correction.made_by.nickname) == (places[0], "closed", "kim")
    assert Client().get(places[0].get_absolute_url()).status_code == 410
    act(Client(), REPORTS, "accept", [waiting])
    assert Correction.objects.count() == 1


def checked_page(row: Any) -> str:
    return f"/admin/feedback/{row._meta.model_name}/{row.pk}/checked/"


@pytest.mark.parametrize(
    ("kind", "right", "field", "value"),
    [
        ("hours", {"hours": "mon-fri 09:00-17:00\nsat closed"}, "hours", None),
        ("pin", {"lat": "37.28", "lon": "126.86"}, "pin", {"lat": 37.28, "lon": 126.86}),
        ("phone", {"phone": "031-999-9999"}, "phone", "031-999-9999"),
        ("moved", {"address_ko": "경기도 안산시 새길 9"}, "address", "경기도 안산시 새길 9"),
        ("language", {"languages": ["vi:in_person"]}, "languages", [{"language": "vi", "how": "in_person"}]),
    ],
)
def test_a_report_is_accepted_with_what_is_right(
    places: list[Place], kind: str, right: dict[str, Any], field: str, value: Any
) -> None:
    alike = [report(places[0], kind) for _ in range(2)]
    client = signed_in(*MODERATE)
    assert "장소 내용 고치기" in client.get(f"{REPORTS}{alike[1].pk}/change/").content.decode()
    assert client.get(checked_page(alike[1])).status_code == 200
    empty = {"lat": "", "lon": ""}
    assert client.post(checked_page(alike[1]), empty).status_code == 200
    assert not Correction.objects.exists()
    assert client.post(checked_page(alike[1]), right | {"note": "전화로 확인함"}).status_code == 302
    correction = Correction.objects.get()
    assert (correction.place, correction.field) == (places[0], field)
    assert value is None or correction.value == value
    assert value is not None or correction.value["fri"] == [["09:00", "17:00"]]
    assert set(Report.objects.values_list("state", flat=True)) == {"accepted"}
    late = client.post(checked_page(alike[1]), right, follow=True)
    assert "이미 다른 사람이 처리했습니다." in late.content.decode()
    assert Correction.objects.count() == 1


def test_what_a_moderator_leaves_as_it_is_stays_with_its_source(places: list[Place]) -> None:
    Place.objects.filter(pk=places[0].pk).update(
        phone="031-111-1111", attributes={"hours": {"mon": [["09:00", "18:00"]]}}
    )
    waiting = report(places[0], "other", "번호가 달라요")
    client = signed_in(*MODERATE)
    shown = client.get(checked_page(waiting)).context["form"].initial
    posted = shown | {"hours": shown["hours"].replace("\n", "\r\n"), "phone": "031-999-9999"}
    assert client.post(checked_page(waiting), posted).status_code == 302
    assert list(Correction.objects.values_list("field", "value")) == [("phone", "031-999-9999")]


def test_a_pin_outside_every_region_is_an_error_and_changes_nothing(places: list[Place]) -> None:
    waiting = report(places[0], "pin")
    page = signed_in(*MODERATE).post(checked_page(waiting), {"lat": "35", "lon": "129"})
    assert "이 위치는 포털이 다루는 지역 밖입니다." in page.content.decode()
    assert (Report.objects.get().state, Correction.objects.count()) == ("open", 0)


def test_a_suggestion_becomes_a_place(province: Any) -> None:
    missing = Suggestion.objects.create(name="샘터 상담소", category_id=41, address="지은로 1", language="vi")
    client = signed_in(*MODERATE)
    assert "샘터 상담소" in client.get(checked_page(missing)).content.decode()
    right = {
        "name_ko": "샘터 상담소", "category": "counselling", "address_ko": "경기도 안산시 지은로 1", "lat": "37.22",
        "lon": "126.85", "phone": "031-123-4567", "languages": ["vi:"], "hours": "mon-fri 09:00-18:00",
    }  # fmt: skip
    assert client.post(checked_page(missing), right | {"lat": "35"}).status_code == 200
    assert not Place.objects.exists()
    assert client.post(checked_page(missing), right).status_code == 302
    place = Place.objects.get()
    assert (place.source.name, place.name_ko, place.unit.slug) == ("residents", "샘터 상담소", "ansan-danwon")
    assert (place.language_ids, place.checked_on) == ([40], timezone.localdate())
    assert Suggestion.objects.get().state == "accepted"
    assert client.post(checked_page(missing), right).status_code == 302
    assert Place.objects.count() == 1
    page = Client().get(f"/en/places/{place.pk}/").content.decode()
    assert "Places that residents suggested" in page


def test_only_a_moderator_writes_what_is_right(places: list[Place], province: Any) -> None:
    rows = [
        report(places[0]),
        Suggestion.objects.create(name="샘터", category_id=41, address="지은로 1", language="ko"),
    ]
    client = signed_in(*VIEW)
    assert [client.get(checked_page(row)).status_code for row in rows] == [403, 403]
    assert [client.post(checked_page(row), {}).status_code for row in rows] == [403, 403]
    assert not Correction.objects.exists()


def test_corrections_are_listed_and_ended_in_the_admin(places: list[Place]) -> None:
    client = signed_in(*MODERATE, "view_correction", "change_correction")
    client.post(checked_page(report(places[0], "phone")), {"phone": "031-999-9999"})
    (correction,) = Correction.objects.all()
    page = client.get("/admin/places/correction/").content.decode()
    assert "031-999-9999" in page
    act(client, "/admin/places/correction/", "end", [correction])
    correction.refresh_from_db()
    places[0].refresh_from_db()
    assert (correction.ended_at is not None, places[0].phone) == (True, "")
