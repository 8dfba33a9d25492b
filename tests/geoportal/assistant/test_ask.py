"""The address and the page: questions in, answers with sources out, and nothing kept that was not asked to be."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.test import override_settings
from django.urls import reverse

from geoportal.accounts.models import User
from geoportal.assistant import keeping
from geoportal.assistant.forms import code_of
from geoportal.assistant.models import Consultation, Conversation, Turn, Unanswered
from geoportal.guides.models import CasePage
from geoportal.regions.queries import today
from tests.geoportal.assistant.conftest import ASKED


def ask(client, question: str, **more) -> dict:
    response = client.post("/api/v1/assistant/ask/", {"question": question} | more, content_type="application/json")
    assert response.status_code == 200, response.content
    assert response["Cache-Control"] == "no-store"
    return response.json()


@pytest.fixture
def asking(client, province, guides):
    """A client of a province with guides."""
    return client


def test_an_answer_quotes_a_page_and_says_which(asking) -> None:
    body = ask(asking, ASKED)
    assert (body["engine"], body["refused"], body["emergency"], body["language"]) == ("extractive", False, False, "ko")
    assert body["citations"][0]["id"] == "extend-stay"
    assert body["citations"][0]["status"] == "original"
    assert body["citations"][0]["url"].startswith("/guides/immigration/")
    assert body["citations"][0]["checked_on"]
    assert {part["cites"] for part in body["parts"]} == {"extend-stay"}
    assert not body["ai_generated"]
    assert not Turn.objects.exists()
    assert not Unanswered.objects.exists()


def test_danger_goes_before_all_else(asking, add_place) -> None:
    room = add_place(37.24, 126.89, category="emergency_room", name_ko="안산응급실")
    body = ask(asking, "My friend is not breathing", region="ansan")
    assert body["emergency"]
    assert "119" in body["answer"]
    assert [line["number"] for line in body["hotlines"]] == ["119"]
    assert [place["id"] for place in body["places"]] == [room.pk]
    assert not body["ai_generated"]
    assert not any(part["cites"] for part in body["parts"])


def test_what_no_page_answers_is_refused_with_a_number(asking) -> None:
    body = ask(asking, "김치찌개는 어떻게 끓여요?")
    assert body["refused"]
    assert [line["number"] for line in body["hotlines"]] == ["1345"]
    assert not body["citations"]


def test_places_are_those_of_the_nearest_search(asking, add_place) -> None:
    for at in range(7):
        add_place(37.24 + at / 1000, 126.89, category="pharmacy", name_ko=f"약국 {at}")
    body = ask(asking, "안산에서 가까운 약국 어디예요?")
    near = asking.post(
        "/api/v1/places/near/", {"region": "ansan", "category": "pharmacy", "limit": 5}, "application/json"
    ).json()
    assert [place["id"] for place in body["places"]] == [feature["id"] for feature in near["features"]]
    assert len(body["places"]) == 5


def test_a_later_question_leans_on_the_one_before(asking, add_place) -> None:
    week = {day: [["09:00", "18:00"]] for day in ("mon", "tue", "wed", "thu", "fri")} | {"sat": [], "sun": []}
    shut = add_place(37.24, 126.89, category="pharmacy", name_ko="평일약국", attributes={"hours": week})
    first = ask(asking, "안산에서 가까운 약국 어디예요?")
    then = ask(asking, "그럼 일요일에는요?", conversation=first["conversation"])
    assert shut.pk in [place["id"] for place in first["places"]]
    assert shut.pk not in [place["id"] for place in then["places"]]


def test_a_conversation_that_somebody_else_made_up_is_a_new_one(asking) -> None:
    assert not ask(asking, ASKED, conversation="made:up:token")["refused"]


def test_without_a_region_a_place_is_asked_for_one(asking) -> None:
    assert ask(asking, "Where is the nearest pharmacy?")["needs_region"]


def test_when_a_human_is_asked_for_the_machine_stops(asking) -> None:
    first = ask(asking, "I want to talk to a person")
    assert first["human"]
    then = ask(asking, ASKED, conversation=first["conversation"])
    assert then["human"]
    assert not then["citations"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "question"),
        ({"question": "\u0000\u200b "}, "question"),
        ({"question": "x" * 1001}, "question"),
        ({"question": ["x"]}, "question"),
        ({"question": {"text": "x"}}, "question"),
        ({"question": 7}, "question"),
        ({"question": "x" * 100_000}, "question"),
        ({"question": "x", "language": "tlh"}, "language"),
        ({"question": "x", "lat": 91, "lon": 0}, "lat"),
        ({"question": "x", "lat": 37.2}, "lon"),
        ({"question": "x", "region": "atlantis"}, "region"),
    ],
)
def test_bad_input_is_told_at_its_field(client, province, body: dict, field: str) -> None:
    response = client.post("/api/v1/assistant/ask/", body, content_type="application/json")
    assert response.status_code == 400
    assert list(response.json()["errors"]) == [field]
    assert response.json()["detail"]


@pytest.mark.parametrize("body", ['{"question": "' + "가" * 100_000 + '"}', "[]", "{"])
def test_a_body_that_is_none_is_a_problem_with_a_detail(client, db, body: str) -> None:
    response = client.post("/api/v1/assistant/ask/", body, content_type="application/json")
    assert response.status_code in (400, 413)
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["detail"]


@pytest.mark.parametrize(
    ("tag", "code"),
    [("uz-Latn", "uz"), ("zh-Hans", "zh-hans"), ("zh-CN", "zh-hans"), ("zh", "zh-hans"), ("EN-us", "en"), ("tlh", "")],
)
def test_languages_go_by_every_tag_of_theirs(tag: str, code: str) -> None:
    assert code_of(tag) == code


def test_numbers_of_people_are_taken_out_before_anything_is_read(asking, monkeypatch) -> None:
    from geoportal.assistant import pipeline

    seen = []
    monkeypatch.setattr(pipeline, "emergencies", lambda text: seen.append(text) or [])
    ask(asking, "제 번호는 010-1234-5678, 등록번호 900101-5123456")
    assert "1234" not in seen[0]
    assert "900101" not in seen[0]


@override_settings(ASSISTANT_PER_MINUTE=2)
def test_who_asks_too_often_waits(asking) -> None:
    for _ in range(2):
        ask(asking, "My house is on fire")
    refused = asking.post("/api/v1/assistant/ask/", {"question": ASKED}, content_type="application/json")
    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 60


def test_the_stream_gives_the_parts_and_then_the_whole(asking) -> None:
    response = asking.post(
        "/api/v1/assistant/ask/", {"question": ASKED}, "application/json", headers={"accept": "text/event-stream"}
    )
    events = [block.split("\n") for block in b"".join(response.streaming_content).decode().strip().split("\n\n")]
    assert [name for name, _ in events[:-1]] == ["event: part"] * (len(events) - 1)
    assert events[-1][0] == "event: answer"
    whole = json.loads(events[-1][1].removeprefix("data: "))
    assert [json.loads(data.removeprefix("data: ")) for _, data in events[:-1]] == whole["parts"]


def test_the_page_answers_without_a_script_and_keeps_nothing(asking) -> None:
    page = asking.post(reverse("assistant:ask"), {"question": ASKED}).content.decode()
    assert 'id="source-extend-stay"' in page
    assert not Conversation.objects.exists()


def test_a_conversation_is_kept_by_consent_alone_and_can_be_deleted(asking) -> None:
    asking.post(reverse("assistant:ask"), {"question": ASKED, "keep": "1"})
    conversation = Conversation.objects.get()
    assert conversation.keep_until == today() + timedelta(days=30)
    asking.post(reverse("assistant:ask"), {"question": ASKED, "keep": "1", "kept": str(conversation.pk)})
    assert conversation.turns.count() == 2
    address = reverse("assistant:kept", args=[conversation.pk])
    assert ASKED in asking.get(address).content.decode()
    assert asking.post(address).status_code == 302
    assert not Turn.objects.exists()
    assert asking.get(address).status_code == 404


def test_a_question_without_an_answer_is_kept_for_the_editors_alone(asking) -> None:
    for _ in range(2):
        asking.post(
            reverse("assistant:ask"), {"question": "김치찌개는 어떻게 끓여요? 010-1234-5678", "region": "ansan-danwon"}
        )
    gap = Unanswered.objects.get()
    assert (gap.times, gap.reason, gap.region.slug) == (2, "unknown", "ansan")
    assert "1234" not in gap.question


def test_a_bad_answer_can_be_told(asking) -> None:
    told = {"question": ASKED, "language": "ko", "helpful": "no"}
    assert asking.post(reverse("assistant:rate"), told).status_code == 200
    assert Unanswered.objects.get().reason == "unhelpful"
    assert asking.post(reverse("assistant:rate"), told | {"helpful": "yes"}).status_code == 200
    assert Unanswered.objects.get().times == 1


@pytest.mark.django_db
def test_a_question_is_left_claimed_once_answered_and_shown(client, province, django_user_model) -> None:
    left = client.post(
        reverse("assistant:human"), {"question": "도와주세요 900101-5123456", "region": "ansan", "consent": "1"}
    )
    consultation = Consultation.objects.get()
    assert "900101" not in consultation.question
    one, other = (django_user_model.objects.create_user(name, "pw") for name in ("one", "other"))
    assert keeping.claim(consultation, one)
    assert not keeping.claim(consultation, other)
    assert not keeping.give_answer(consultation, "아니오", language="ko", by=other)
    assert keeping.give_answer(consultation, "가족센터에 전화하세요.", language="ko", by=one)
    assert "가족센터에 전화하세요." in client.get(left["Location"]).content.decode()
    client.post(left["Location"])
    assert not Consultation.objects.exists()


@pytest.mark.django_db
def test_without_consent_no_question_is_kept(client, province) -> None:
    response = client.post(reverse("assistant:human"), {"question": "도와주세요"})
    assert response.status_code == 400
    assert "도와주세요" in response.content.decode()
    assert not Consultation.objects.exists()


def test_a_good_answer_becomes_a_draft_that_nobody_sees_yet(asking, django_user_model) -> None:
    by = django_user_model.objects.create_user("editor", "pw")
    consultation = keeping.leave_question("월급을 못 받았어요", language="ko", region=None)
    keeping.claim(consultation, by)
    keeping.give_answer(consultation, "노동청에 신고하세요.", language="ko", by=by)
    consultation.refresh_from_db()
    from geoportal.guides.categories import Area

    page = keeping.draft_case(consultation, area=Area.EMPLOYMENT, by=by)
    assert not CasePage.objects.get(pk=page.pk).live
    assert page.title == "월급을 못 받았어요" and page.asked_originally == ""
    assert not any(part in page.slug for part in (consultation.token.hex[:8], consultation.token.hex[-8:]))


def answered_in_nepali(by, region):
    consultation = keeping.leave_question("तलब पाइएन", language="ne", region=region)
    keeping.claim(consultation, by)
    keeping.give_answer(consultation, "노동청에 신고하세요.", language="ko", by=by)
    consultation.refresh_from_db()
    return consultation


def test_a_draft_is_korean_stands_in_its_region_and_keeps_what_was_asked(asking, province, django_user_model) -> None:
    from geoportal.guides.categories import Area
    from geoportal.guides.models import AreaPage, GuidesHome
    from geoportal.translation.categories import Status
    from geoportal.translation.services import remember

    by = django_user_model.objects.create_user("editor", "pw")
    gu = province.regions["ansan-danwon"]
    page = keeping.draft_case(answered_in_nepali(by, gu), area=Area.EMPLOYMENT, by=by)
    assert page.title == "상담 사례: 네팔어로 온 질문" and page.question == ""
    assert page.asked_originally == "[네팔어, Nepali] तलब पाइएन"
    assert page.regions == ["ansan"] and page.get_parent().slug == "employment"
    home = GuidesHome.objects.get(locale__language_code="ko")
    section = AreaPage(title="안산시", slug="ansan", region="ansan", live=False, locale=home.locale)
    home.add_child(instance=section)
    remember("तलब पाइएन", "월급을 못 받았습니다", source="ne", target="ko", status=Status.DRAFTED)
    page = keeping.draft_case(answered_in_nepali(by, gu), area=Area.EMPLOYMENT, by=by)
    assert page.get_parent().pk == section.pk
    assert page.title == page.question == "월급을 못 받았습니다"
    assert page.asked_originally.endswith("तलब पाइएन") and page.answer == "노동청에 신고하세요."


def test_a_citation_opens_the_passage_that_is_quoted(guide_page) -> None:
    from geoportal.assistant import extract
    from geoportal.assistant.retrieve import Hit

    def url(*anchors: str) -> str:
        return extract.citation(Hit(guide_page.slug, 0.9, anchors), guide_page).url

    assert url("steps", "title").endswith("/#steps")
    assert url("faq-0-asked").endswith("/#faq-1")
    assert "#" not in url("title", "summary")


@pytest.mark.django_db
def test_the_queue_in_the_admin(client, province) -> None:
    counsellor = User.objects.create_user("counsellor", "pw", is_staff=True)
    counsellor.user_permissions.add(Permission.objects.get(codename="counsel_consultation"))
    consultation = keeping.leave_question("월급을 못 받았어요", language="ko", region=None)
    client.force_login(counsellor)
    listing = reverse("admin:assistant_consultation_changelist")
    assert "월급을 못 받았어요" in client.get(listing).content.decode()
    client.post(listing, {"action": "claim", "area": "employment", "_selected_action": [str(consultation.pk)]})
    client.post(reverse("admin:assistant_consultation_change", args=[consultation.pk]), {"answer": "신고하세요."})
    consultation.refresh_from_db()
    assert (consultation.state, consultation.answer, consultation.claimed_by) == ("answered", "신고하세요.", counsellor)


@pytest.mark.django_db
def test_a_counsellor_sees_the_own_region_alone(client, province) -> None:
    from django.contrib.auth.models import Group
    from wagtail.models import GroupPagePermission, Locale, Page

    locale, _made = Locale.objects.get_or_create(language_code="ko")
    root = Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root", locale=locale))
    top = root.add_child(instance=Page(title="안내", slug="home-of-sections", locale=locale))
    section = top.add_child(instance=Page(title="안산시", slug="ansan", locale=locale))
    group = Group.objects.create(name="안산 상담")
    group.permissions.add(Permission.objects.get(codename="counsel_consultation"))
    change = Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page")
    GroupPagePermission.objects.create(group=group, page=section, permission=change)
    counsellor = User.objects.create_user("ansan", "pw", is_staff=True)
    counsellor.groups.add(group)
    asked = {
        name: keeping.leave_question(f"{name}의 질문", language="ko", region=region)
        for name, region in (
            ("구", province.regions["ansan-danwon"]),
            ("수원", province.regions["suwon"]),
            ("어디", None),
        )
    }
    client.force_login(counsellor)
    listing = reverse("admin:assistant_consultation_changelist")
    text = client.get(listing).content.decode()
    assert "구의 질문" in text and "수원의 질문" not in text and "어디의 질문" not in text
    other = asked["수원"]
    assert client.get(reverse("admin:assistant_consultation_change", args=[other.pk])).status_code == 302
    client.post(listing, {"action": "claim", "area": "employment", "_selected_action": [str(other.pk)]})
    other.refresh_from_db()
    assert other.state == "open"
    GroupPagePermission.objects.create(group=group, page=top, permission=change)
    assert "수원의 질문" in client.get(listing).content.decode()


@pytest.mark.django_db
def test_what_is_over_is_deleted(province) -> None:
    yesterday = today() - timedelta(days=1)
    kept = Conversation.objects.create(keep_until=today())
    Conversation.objects.create(keep_until=yesterday)
    Consultation.objects.create(question="x", language="ko", keep_until=yesterday)
    Unanswered.objects.create(question="x", language="ko", reason="unknown", asked_on=today() - timedelta(days=91))
    assert keeping.forget() == 3
    assert list(Conversation.objects.all()) == [kept]
