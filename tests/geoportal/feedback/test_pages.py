"""Residents report and suggest without an account or a script; nothing is lost, and nothing of them is kept."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from django.core.serializers import serialize
from django.test import Client
from django.utils import timezone

from geoportal.core.opened import MOST_S, opened_token
from geoportal.feedback.models import Report, Suggestion
from geoportal.feedback.services import handle_reports
from geoportal.places.models import Place


@pytest.fixture
def place(add_place: Callable[..., Place]) -> Place:
    return add_place(37.22, 126.85, name_ko="한빛 의원", name_en="Hanbit Clinic")


def typed(**values: Any) -> dict[str, Any]:
    """What a person sends a while after opening the form."""
    return {"opened": opened_token(time.time() - 20), "website": "", "text": ""} | values


def suggestion(**values: Any) -> dict[str, Any]:
    return typed(name="샘터 상담소", category="counselling", address="안산시 단원구 지은로 1", phone="") | values


def test_a_report_is_kept_and_thanked_for_in_the_readers_language(client: Client, place: Place) -> None:
    response = client.post(f"/en/places/{place.pk}/report/", typed(kind="hours", text="Opens at 10"), follow=True)
    assert response.redirect_chain == [(f"/en/places/{place.pk}/report/thanks/", 302)]
    assert "Your report about Hanbit Clinic has arrived." in response.content.decode()
    kept = Report.objects.get()
    assert (kept.place, kept.kind, kept.text, kept.language) == (place, "hours", "Opens at 10", "en")
    assert (kept.state, kept.handled_by, kept.handled_at, kept.note) == ("open", None, None, "")


def test_a_suggestion_is_kept(client: Client, province: Any) -> None:
    sent = suggestion(region="ansan-danwon", languages=["vi", "km"], phone="031-400-1234", text="2층")
    assert client.post("/suggest/", sent).headers["Location"] == "/suggest/thanks/"
    kept = Suggestion.objects.get()
    assert (kept.name, kept.category, kept.address, kept.phone, kept.text) == (
        "샘터 상담소", "counselling", "안산시 단원구 지은로 1", "031-400-1234", "2층",
    )  # fmt: skip
    assert (kept.unit, kept.languages) == (province.regions["ansan-danwon"], ["vi", "km"])
    assert client.get("/suggest/thanks/").status_code == 200


def test_personal_numbers_never_reach_a_row(client: Client, place: Place) -> None:
    secrets = ("900101-5123456", "M12345678", "010-1234-5678", "37.22612,126.85112")
    client.post(f"/places/{place.pk}/report/", typed(kind="other", text=" / ".join(secrets)))
    client.post(
        "/suggest/", suggestion(name="상담 010-1234-5678", address="지은로 1 M12345678", text=", ".join(secrets))
    )
    rows = serialize("json", [*Report.objects.all(), *Suggestion.objects.all()], ensure_ascii=False)
    assert not [secret for secret in secrets if secret in rows]
    assert Report.objects.get().text == "[…] / […] / […] / […]"
    assert (Suggestion.objects.get().name, Suggestion.objects.get().address) == ("상담 […]", "지은로 1 […]")


def test_no_column_is_for_who_sent_it() -> None:
    mine = {field.name for model in (Report, Suggestion) for field in model._meta.get_fields()}
    assert mine == {
        "id", "text", "language", "created_at", "state", "handled_by", "handled_at", "note", "place", "kind",
        "name", "category_id", "address", "unit", "phone", "languages",
    }  # fmt: skip


AGAIN = "다시 보내 주세요"
STALE, AHEAD = opened_token(time.time() - MOST_S - 60), opened_token(time.time() + 86_400)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"text": "그대로 남는 글"}, "무엇이 잘못되었는지 고르세요."),
        ({"kind": "other", "text": ""}, "무엇이 잘못되었는지 쓰세요."),
        ({"kind": "castle", "text": "그대로 남는 글"}, "castle"),
        ({"kind": "moved", "text": "그대로 남는 글" + "가" * 1000}, "1000"),
        ({"kind": "moved", "text": "그대로 남는 글", "opened": ""}, AGAIN),
        ({"kind": "moved", "text": "그대로 남는 글", "opened": "forged"}, AGAIN),
        (
            {"kind": "moved", "text": "그대로 남는 글", "opened": opened_token(time.time() - MOST_S - 60)},
            "다시 보내 주세요",
        ),
        (
            {"kind": "moved", "text": "그대로 남는 글", "opened": opened_token(time.time() + 36_000)},
            "너무 빨리 보내셨습니다",
        ),
    ],
)
def test_an_error_keeps_what_was_typed(client: Client, place: Place, values: dict[str, str], said: str) -> None:
    response = client.post(f"/places/{place.pk}/report/", typed(**values))
    page = response.content.decode()
    assert response.status_code == 400
    assert said in page
    assert values["text"][:8] in page
    if values.get("kind") == "moved":
        assert 'value="moved" required checked' in page
    assert not Report.objects.exists()


def test_an_error_keeps_every_field_of_a_suggestion(client: Client, province: Any) -> None:
    sent = suggestion(name="", phone="010-1234-5678", region="ansan", languages=["vi", "ru"], text="2층")
    page = client.post("/suggest/", sent).content.decode()
    assert "휴대전화 번호는 개인의 것이므로" in page
    assert "장소 이름을 쓰세요." in page
    for kept in ('value="counselling" selected', 'value="ansan" selected', 'value="vi" checked', 'value="ru" checked',
                 'value="안산시 단원구 지은로 1"', 'value="010-1234-5678"', ">2층</textarea>"):  # fmt: skip
        assert kept in page
    assert 'value="ko" checked' not in page


def test_the_form_it_gives_back_can_be_sent(client: Client, place: Place) -> None:
    page = client.get(f"/places/{place.pk}/report/")
    assert page.headers["Cache-Control"].startswith("max-age=0")
    too_quick = client.post(f"/places/{place.pk}/report/", typed(kind="pin", opened=page.context["opened"]))
    assert too_quick.status_code == 400
    assert too_quick.context["opened"]


def test_a_program_that_fills_in_all_is_thanked_and_not_kept(client: Client, place: Place) -> None:
    for values in (typed(kind="closed", website="https://spam.example"), {"website": "x"}):
        assert client.post(f"/places/{place.pk}/report/", values).status_code == 302
    assert client.post("/suggest/", suggestion(website="x")).status_code == 302
    assert not Report.objects.exists()
    assert not Suggestion.objects.exists()


def test_a_form_of_another_site_is_refused(place: Place) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post(f"/places/{place.pk}/report/", typed(kind="closed")).status_code == 403
    assert client.post("/suggest/", suggestion()).status_code == 403
    assert not Report.objects.exists()


def test_the_eleventh_report_of_an_hour_waits_with_its_text(client: Client, place: Place) -> None:
    for number in range(10):
        sent = typed(kind="other", text=f"문제 {number}")
        response = client.post(f"/places/{place.pk}/report/", sent, HTTP_X_FORWARDED_FOR=f"198.51.100.{number}")
        assert response.status_code == 302
    response = client.post(f"/places/{place.pk}/report/", typed(kind="other", text="열한 번째"))
    assert response.status_code == 429
    assert 0 < int(response.headers["Retry-After"]) <= 3600
    assert "열한 번째" in response.content.decode()
    assert Report.objects.count() == 10
    assert client.post(f"/places/{place.pk}/report/", typed(kind="pin"), REMOTE_ADDR="203.0.113.9").status_code == 302


def test_the_same_report_sent_twice_is_one(client: Client, place: Place) -> None:
    for _ in range(3):
        assert client.post(f"/places/{place.pk}/report/", typed(kind="closed")).status_code == 302
    assert Report.objects.count() == 1
    client.post(f"/places/{place.pk}/report/", typed(kind="closed"), REMOTE_ADDR="203.0.113.9")
    assert Report.objects.count() == 2


def test_a_row_that_is_part_of_another_place_is_reported_there(
    client: Client, place: Place, add_place: Callable[..., Place]
) -> None:
    twin = add_place(37.22, 126.85, same_as=place)
    gone = add_place(37.22, 126.85, retired_at=timezone.now())
    assert client.get(f"/places/{twin.pk}/report/").headers["Location"] == f"/places/{place.pk}/report/"
    assert client.get(f"/places/{gone.pk}/report/").status_code == 404
    assert client.get("/places/999999/report/").status_code == 404


def test_the_page_says_closed_only_after_it_was_checked(
    client: Client, place: Place, add_place: Callable[..., Place], django_user_model: Any
) -> None:
    moderator = django_user_model.objects.create_user("kim", "a long enough word")
    twin = add_place(37.22, 126.85, same_as=place)
    for reported in (place, place, twin):
        Report.objects.create(place=reported, kind="closed", language="vi")
    Report.objects.create(place=place, kind="hours", language="vi")
    page = f"/en/places/{place.pk}/"
    handle_reports(Report.objects.filter(place=place, kind="closed")[:1], "rejected", by=moderator, note="open")
    handle_reports(Report.objects.filter(place=place, kind="hours"), "accepted", by=moderator, note="")
    assert client.get(page).status_code == 200
    handle_reports(Report.objects.filter(place=twin), "accepted", by=moderator, note="")
    response = client.get(page)
    assert response.status_code == 410
    assert "Closed for good: corrected here by reports of residents, checked by a person" in response.content.decode()
    assert client.get(f"/api/v1/places/{place.pk}/").status_code == 404
    twin.refresh_from_db()
    assert twin.retired_at is not None
