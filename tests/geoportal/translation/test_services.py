"""The Translator with Google's real client: one paid call, the budget, the breaker, what is kept and what is not."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from fake_google import in_brackets

from geoportal.translation import budget
from geoportal.translation.categories import Status
from geoportal.translation.models import Breaker, InFlight, Memory, Spending
from geoportal.translation.providers import engine
from geoportal.translation.providers.engine import Unsuitable
from geoportal.translation.queries import text_hash
from geoportal.translation.services import known, remember, translate

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = "주차장이 좁으니 031-257-1841로 전화하고 오세요."


def test_a_text_is_translated_once_and_kept(google):
    assert known([TEXT], target="vi") == {}
    first = translate([TEXT], target="vi")
    assert first[TEXT].text == "xxxx xxx 031-257-1841x xxxx xxx."
    assert (first[TEXT].status, first[TEXT].model) == (Status.MACHINE, "google:general/nmt")
    assert translate([TEXT], target="vi") == known([TEXT], target="vi") == first
    (asked,) = google.asked
    assert asked.mime_type == "text/plain"
    assert (asked.source_language_code, asked.target_language_code) == ("ko", "vi")
    assert asked.parent == "projects/made-up/locations/global"
    assert asked.model == "projects/made-up/locations/global/models/general/nmt"
    assert (Spending.objects.get().characters, Spending.objects.get().calls) == (len(TEXT), 1)
    assert not InFlight.objects.exists()


def test_languages_are_called_by_googles_names(google):
    translate(["안녕"], target="zh-Hans")
    translate(["안녕"], target="uz-Latn")
    assert [request.target_language_code for request in google.asked] == ["zh-CN", "uz"]


def test_a_glossary_answers_apart_and_replaces_what_was_made_without(google, translator):
    translate(["안녕"], target="vi")
    translator(GOOGLE_GLOSSARY="portal", GOOGLE_LOCATION="us-central1")
    assert known(["안녕"], target="vi")["안녕"].is_stale
    assert translate(["안녕"], target="vi")["안녕"].text == "xx*"
    assert google.asked[-1].glossary_config.glossary == "projects/made-up/locations/us-central1/glossaries/portal"
    # While the engine is down what there was is shown.
    translator(GOOGLE_GLOSSARY="newer")
    google.fault = (500, "down")
    found = translate(["안녕"], target="vi")["안녕"]
    assert (found.text, found.is_stale) == ("xx*", True)


def test_a_persons_words_come_first_and_are_never_asked_for(google):
    translate(["안녕"], target="vi")
    remember("안녕", "Xin chào", target="vi", status=Status.DRAFTED)
    assert known(["안녕"], target="vi")["안녕"].text == "Xin chào"
    remember("안녕", "Chào bạn", target="vi", status=Status.REVIEWED)
    found = translate(["안녕"], target="vi")["안녕"]
    assert (found.text, found.status, found.is_stale) == ("Chào bạn", Status.REVIEWED, False)
    assert len(google.asked) == 1


def test_nothing_personal_is_sent_or_kept(google):
    text = "홍길동 010-1234-5678, 외국인등록번호 900101-5123456으로 연락하세요."
    translate([text], target="en")
    (sent,) = google.asked[0].contents
    assert "1234" not in sent and "5123456" not in sent
    assert "5678" not in Memory.objects.get().source_text
    assert known([text], target="en")[text].text.count("[…]") == 2


def test_many_texts_go_in_calls_of_the_services_size(google_grpc, translator):
    translator(DAILY_CHARACTERS=1_000_000)
    translate([f"글 {number}" for number in range(1500)], target="vi")
    assert sorted(len(request.contents) for request in google_grpc.asked) == [476, 1024]
    google_grpc.asked.clear()
    translate([f"{number}" + "가" * 9000 for number in range(5)], target="vi")
    assert [len(request.contents) for request in google_grpc.asked] == [3, 2]
    assert translate(["나" * 10_001], target="vi") == {}
    assert len(google_grpc.asked) == 2


def test_an_answer_that_is_not_shown_is_not_paid_for_again(google):
    google.fault = lambda texts: ["Call 031-111-1111"] * len(texts)
    assert translate([TEXT], target="vi") == translate([TEXT], target="vi") == {}
    assert len(google.asked) == 1
    assert Memory.objects.get().refused == "changed"
    assert Memory.objects.get().text == ""


def test_a_text_that_the_service_does_not_take_does_not_spoil_the_others(google_rest):
    real = google_rest.answer

    def answer(request):
        google_rest.fault = None
        return real(request)

    google_rest.fault = (400, "Text is too long")
    assert translate(["안녕"], target="vi") == {}
    assert Memory.objects.get().refused == "empty"
    assert not Breaker.objects.filter(open_until__isnull=False).exists()
    google_rest.fault = None
    assert translate(["안녕"], target="vi") == {}
    Memory.objects.update(made_at=timezone.now() - timedelta(days=2))
    assert translate(["안녕"], target="vi")["안녕"].text == "xx"


def test_one_unsuitable_text_is_found_by_halves(google_rest):
    def answer(texts):
        if "나쁜 글" in texts:
            raise Unsuitable
        return [in_brackets(text) for text in texts]

    class Picky:
        name, glossary, most_texts, most_characters = "picky", "", 1024, 30_000
        calls = 0

        def translate(self, texts, *, source, target):
            Picky.calls += 1
            return answer(texts)

    texts = [f"글 {number}" for number in range(63)] + ["나쁜 글"]
    translate(texts, target="vi", engine=Picky())
    assert Memory.objects.filter(model="picky", refused="").count() == 63
    assert Memory.objects.get(refused="empty").source_text == "나쁜 글"
    assert Picky.calls == 13


def threads(number, work):
    """Run `work(n)` in so many threads, each with a connection of its own."""

    def run(n):
        try:
            return work(n)
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=min(number, 16)) as pool:
        return list(pool.map(run, range(number)))


def test_a_thousand_readers_of_one_post_are_one_paid_call(google_grpc):
    google_grpc.fault = 0.3
    threads(1000, lambda _: translate([TEXT], target="vi"))
    assert len(google_grpc.asked) == 1
    assert Spending.objects.get().characters == len(TEXT)
    assert known([TEXT], target="vi")[TEXT].text.startswith("xxxx")


def test_the_budget_is_never_passed_however_many_ask_at_once(google_grpc, translator):
    translator(DAILY_CHARACTERS=500)
    threads(64, lambda n: translate([f"글{n:02}" + "가" * 46], target="vi"))
    assert google_grpc.characters <= 500
    assert google_grpc.characters == Spending.objects.get().characters == 490
    assert budget.left() == 10
    assert len(Memory.objects.all()) == 10
    assert not InFlight.objects.exists()


def test_a_text_larger_than_the_budget_is_not_sent(google_grpc, translator):
    translator(DAILY_CHARACTERS=10)
    assert translate([TEXT], target="vi") == {}
    assert google_grpc.asked == []
    assert translate(["짧은 글"], target="vi")


def test_after_five_failures_the_engine_rests_and_one_call_tries_again(google_rest):
    google_rest.fault = (500, "Internal error")
    for number in range(8):
        translate([f"글 {number}"], target="vi")
    assert len(google_rest.asked) == 5
    breaker = Breaker.objects.get()
    assert (breaker.failures, breaker.last_error) == (5, "unanswered")
    assert budget.is_down("google:general/nmt")
    # After its rest one of many is the trial.
    Breaker.objects.update(open_until=timezone.now() - timedelta(seconds=1))
    google_rest.fault = 0.3
    threads(8, lambda n: translate([f"새 글 {n}"], target="vi"))
    assert len(google_rest.asked) == 6
    assert not budget.is_down("google:general/nmt")
    assert translate(["또 다른 글"], target="vi")


@pytest.mark.parametrize(
    "words", ["Daily Limit Exceeded", "User Rate Limit Exceeded", "Quota exceeded for quota metric"]
)
def test_a_spent_quota_is_told_from_a_wrong_account(google_rest, words):
    google_rest.fault = (403, words)
    translate(["글"], target="vi")
    assert Breaker.objects.get().last_error == "spent"
    assert budget.is_down("google:general/nmt")
    # It was not charged, and so does not count.
    assert Spending.objects.get().characters == 0


def test_a_wrong_account_is_told_from_a_spent_quota(google_rest):
    google_rest.fault = (403, "The caller does not have permission")
    translate(["글"], target="vi")
    assert Breaker.objects.get().last_error == "refused"
    assert not budget.is_down("google:general/nmt")


def test_a_claim_that_was_left_behind_does_not_block_for_ever(google_rest):
    translate(["다른 글"], target="vi")
    google_rest.fault = (500, "down")
    translate([TEXT], target="vi")
    assert not InFlight.objects.exists()
    from geoportal.translation.services import _key

    key = _key(engine(), TEXT, "ko", "vi")
    InFlight.objects.create(key=key, until=timezone.now() + timedelta(seconds=30))
    google_rest.fault = None
    assert translate([TEXT], target="vi") == {}
    InFlight.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert translate([TEXT], target="vi")


def test_a_slow_service_is_left_after_the_timeout(google):
    google.fault = 3.0
    started = time.monotonic()
    assert translate([TEXT], target="vi") == {}
    assert time.monotonic() - started < 2.5
    # It may have been charged, so it counts.
    assert Spending.objects.get().characters == len(TEXT)


def test_without_an_engine_nothing_is_asked(django_assert_max_num_queries):
    assert engine() is None
    with django_assert_max_num_queries(2):
        assert translate([TEXT], target="vi") == {}


def test_the_hash_is_of_what_is_kept():
    assert text_hash(" 전화 010-1234-5678 ") == text_hash("전화 010-9999-0000")
