"""What a reader sees of a text: what it is, what comes later, and that no fault of an engine reaches the page."""

from __future__ import annotations

import re
import time
from datetime import date, timedelta

import pytest
from django.core import signing
from django.utils.translation import gettext, override
from procrastinate.contrib.django.models import ProcrastinateJob

from geoportal.core import geo
from geoportal.events.models import Event
from geoportal.translation.categories import Status
from geoportal.translation.fragments import SALT, State, fragments, is_asked
from geoportal.translation.models import Breaker, Spending, Wanted
from geoportal.translation.services import remember
from geoportal.translation.tasks import fill_wanted

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("empty_queue")]
NOTE = "비가 오면 031-257-1841로 물어보세요."
SAID = "xx xx 031-257-1841x xxxxx."


@pytest.fixture
def event(province):
    return Event.objects.create(
        source=province.source, source_key="e", category="class", name_ko="교실", name_en="Class", row_hash="x",
        starts_on=date.today(), ends_on=date.today() + timedelta(days=9), point=geo.point(37.22, 126.85),
        attributes={"notice_ko": NOTE, "organizer_ko": "지은재단", "fee_ko": "10,000 KRW"},
    )  # fmt: skip


def read(client, event, language="vi"):
    started = time.perf_counter()
    answer = client.get(f"/{language}/events/{event.pk}/" if language != "ko" else f"/events/{event.pk}/")
    assert answer.status_code == 200
    return answer.content.decode(), time.perf_counter() - started


def in_vietnamese(text):
    """What the interface says in the language that the pages here are read in."""
    with override("vi"):
        said = gettext(text)
    assert said != text
    return said


def ask(client, page, attempt):
    ids = re.findall(r'name="fragment" value="([^"]+)"', page)
    return client.post("/vi/translations/", {"fragment": ids, "attempt": attempt})


def test_the_source_language_shows_the_text_and_nothing_else(client, event, google_rest):
    page, _ = read(client, event, "ko")
    assert NOTE in page
    assert "fragment__label" not in page and "htmx" not in page.split("</head>")[1]
    assert google_rest.asked == []


def test_without_an_engine_the_original_says_that_it_is_not_translated(client, event):
    page, _ = read(client, event)
    assert f'lang="ko" dir="ltr">{NOTE}</p>' in page
    assert in_vietnamese("Not translated yet") in page
    assert "hx-post" not in page
    assert not Wanted.objects.exists() and not ProcrastinateJob.objects.exists()


def test_a_page_is_shown_at_once_and_the_next_one_is_translated_without_a_script(client, event, google_rest):
    page, _ = read(client, event)
    assert google_rest.asked == []
    assert NOTE in page and in_vietnamese("Not translated yet; it is being translated") in page
    (job,) = ProcrastinateJob.objects.all()
    assert (job.task_name, job.queue_name, job.args) == (
        "translation.fill",
        "translation",
        {"source": "ko", "target": "vi"},
    )
    assert [row.source_text for row in Wanted.objects.all()] == [NOTE]
    read(client, event)
    assert ProcrastinateJob.objects.count() == 1
    assert fill_wanted("ko", "vi") == 1
    page, _ = read(client, event)
    assert f'lang="vi" dir="ltr">{SAID}</p>' in page
    assert 'data-status="machine" data-ai-generated="true"' in page
    assert in_vietnamese("AI translation, not checked by a person") in page
    assert f'lang="ko" dir="ltr">{NOTE}</p>' in page and in_vietnamese("Show the original") in page
    assert not Wanted.objects.exists()


def test_names_and_numbers_are_left_alone(client, event, google_rest):
    page, _ = read(client, event)
    fill_wanted("ko", "vi")
    assert [text for request in google_rest.asked for text in request.contents] == [NOTE]
    assert '<span class="plain-text" lang="ko">지은재단</span>' in page
    assert 'data-status="original"' in page and "10,000 KRW" in page


@pytest.mark.parametrize(
    ("status", "label"),
    [(Status.DRAFTED, "Draft translation, not reviewed yet"), (Status.REVIEWED, "Translation reviewed by a person")],
)
def test_a_persons_words_say_so(client, event, status, label):
    remember(NOTE, "Hỏi 031-257-1841", target="vi", status=status)
    page, _ = read(client, event)
    assert f'data-status="{status}"' in page and in_vietnamese(label) in page
    assert "data-ai-generated" not in page


def test_programs_are_told_what_a_text_is(google_rest):
    remember(NOTE, "Hỏi", target="vi", status=Status.DRAFTED)
    found = fragments([NOTE, "다른 글"], target="vi")
    assert found[NOTE].as_json() == {
        "text": "Hỏi", "language": "vi", "original": NOTE, "original_language": "ko",
        "translation_status": "drafted", "ai_generated": False,
    }  # fmt: skip
    assert found["다른 글"].state is State.AWAITED
    fill_wanted("ko", "vi")
    assert fragments(["다른 글"], target="vi")["다른 글"].as_json()["ai_generated"] is True
    assert fragments(["Hello"], target="vi")["Hello"].state is State.ORIGINAL


def test_what_arrives_is_put_in_place(client, event, google_rest):
    page, _ = read(client, event)
    waiting = ask(client, page, 1)
    assert "load delay:2s" in waiting.content.decode() and "hx-swap-oob" not in waiting.content.decode()
    fill_wanted("ko", "vi")
    arrived = ask(client, page, 2)
    assert arrived["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    text = arrived.content.decode()
    assert SAID in text and 'hx-swap-oob="true"' in text
    assert in_vietnamese("AI translation, not checked by a person") in text
    assert "hx-post" not in text
    (key,) = re.findall(r'id="(fragment-\w+)"', text)
    assert f'id="{key}"' in page


@pytest.mark.parametrize(
    "ids",
    [
        [],
        ["안녕하세요"],
        [signing.dumps(["a", "ko", "vi"], salt="another")],
        [signing.dumps(["a", "ko", "vi"], salt=SALT)[:-1] + "x"],
        ["x"] * 61,
        [signing.dumps("a", salt=SALT)],
    ],
)
def test_nobody_has_a_text_of_their_own_translated(client, google_rest, ids):
    assert client.post("/translations/", {"fragment": ids, "attempt": 1}).status_code == 400
    assert google_rest.asked == [] and not Wanted.objects.exists()


def test_an_id_is_good_for_a_day_and_for_one_text(monkeypatch):
    now = time.time()
    code = signing.dumps(["a", "ko", "vi"], salt=SALT)
    assert is_asked(code) == ("a", "ko", "vi")
    monkeypatch.setattr(time, "time", lambda: now + 25 * 3600)
    assert is_asked(code) is None


def test_asking_is_limited(client, google_rest):
    code = signing.dumps(["a", "ko", "vi"], salt=SALT)
    answers = [client.post("/translations/", {"fragment": code, "attempt": 1}) for _ in range(31)]
    assert [answer.status_code for answer in answers] == [200] * 30 + [429]
    assert int(answers[-1]["Retry-After"]) <= 60
    assert client.get("/translations/").status_code == 405


FAULTS = {
    "403 daily limit": (403, "Daily Limit Exceeded"),
    "403 rate limit": (403, "User Rate Limit Exceeded"),
    "403 account": (403, "The caller does not have permission"),
    "429": (429, "Too many requests"),
    "413": (413, "<html>Request too large</html>"),
    "500": (500, "Internal error"),
    "503": (503, "Unavailable"),
    "another number of texts": lambda texts: [],
    "empty": lambda texts: [""] * len(texts),
    "HTML": lambda texts: ["<!doctype html><title>Error</title>"] * len(texts),
    "hangs": 20.0,
    "broken off": (0, ""),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_twelve_faults_leave_the_page_with_the_original(client, event, google_rest, translator, fault):
    translator(TIMEOUT_S=0.5)
    read(client, event, "ko")
    _, normal_s = read(client, event, "ko")
    google_rest.fault = min(fault, 1.5) if isinstance(fault, float) else fault
    page, took_s = read(client, event)
    assert NOTE in page and took_s < normal_s + 1
    fill_wanted("ko", "vi")
    calls = len(google_rest.asked)
    assert calls >= 1
    later, took_s = read(client, event)
    assert NOTE in later and took_s < normal_s + 1
    assert 'data-status="machine"' not in later and "Error" not in later
    # Readers cost nothing, and are told at last.
    assert len(google_rest.asked) == calls
    told = ask(client, page, 5).content.decode()
    assert in_vietnamese("No translation is available now") in told and NOTE in told and "hx-post" not in told
    assert Spending.objects.get().characters <= len(NOTE)


def test_an_engine_that_works_at_first_and_then_fails(client, event, google_rest):
    page, _ = read(client, event)
    fill_wanted("ko", "vi")
    google_rest.fault = (500, "down")
    event.attributes = {"notice_ko": NOTE, "booking_ko": "전화로 예약"}
    event.save()
    for _ in range(6):
        fragments([f"글 {_}"], target="vi")
        fill_wanted("ko", "vi")
    assert Breaker.objects.get().failures == 5
    page, _ = read(client, event)
    assert SAID in page and "전화로 예약" in page and in_vietnamese("No translation is available now") in page


def test_many_texts_of_a_page_are_looked_up_at_once(event, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        fragments([f"글 {number}" for number in range(40)], target="vi")
