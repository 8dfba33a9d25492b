"""Asked in easy Korean: found as in Korean, quoted in easy words where there are any."""

from __future__ import annotations

import pytest

from geoportal.assistant.forms import Ask, code_of
from geoportal.assistant.models import Passage, Unanswered
from tests.geoportal.assistant.conftest import ASKED


@pytest.fixture
def asking(client, province, guides):
    return client


def ask(client, question, path="/api/v1/assistant/ask/", **more):
    response = client.post(path, {"question": question} | more, content_type="application/json")
    assert response.status_code == 200, response.content
    return response.json()


def test_the_easy_text_is_quoted_and_the_easy_page_cited(asking):
    korean, easy = ask(asking, ASKED, language="ko"), ask(asking, ASKED, language="ko-x-easy")
    assert [one["id"] for one in easy["citations"]] == [one["id"] for one in korean["citations"]]
    assert easy["citations"][0]["url"].startswith("/ko-easy/guides/immigration/extend-stay/")
    assert easy["citations"][0]["status"] == "drafted"
    assert "비자 기간이 끝나기 전에 신청해요." in easy["answer"]
    assert "체류기간이 끝나기 전에 연장을 신청합니다." in korean["answer"]
    assert {part["language"] for part in easy["parts"]} == {"ko"}
    assert easy["language"] == "ko"


def test_what_is_read_to_answer_is_the_same(asking):
    assert not Passage.objects.filter(language="ko-easy").exists()


def test_what_is_not_known_is_noted_as_korean(asking):
    answer = ask(asking, "김치찌개 끓이는 법 알려 주세요", language="ko-easy")
    assert answer["refused"]
    assert {one.language for one in Unanswered.objects.all()} <= {"ko"}


def test_the_page_in_easy_korean_asks_in_easy_korean(asking):
    page = asking.post("/ko-easy/ask/", {"question": ASKED}).content.decode()
    assert "비자 기간이 끝나기 전에 신청해요." in page
    assert "/ko-easy/guides/immigration/extend-stay/" in page
    assert 'lang="ko-easy"' not in page
    # A question in another language is answered in that one.
    other = asking.post("/ko-easy/ask/", {"question": "How can I extend my visa?"}).content.decode()
    assert "비자 기간이 끝나기 전에 신청해요." not in other


def test_its_tag_and_its_code_mean_the_same():
    assert code_of("ko-x-easy") == code_of("KO-EASY") == "ko-easy"
    assert code_of("ko-KR") == "ko"
    form = Ask({"question": "Hello there", "language": "ko-easy"})
    assert form.is_valid()
    assert (form.asked().language, form.asked().pages_in) == ("ko", "ko-easy")
