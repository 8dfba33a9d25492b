from __future__ import annotations

import threading
import time

import pytest

from geoportal.assistant import generate, streams
from geoportal.assistant.answering import answered_whole, answering
from geoportal.assistant.answers import Answer, Part
from geoportal.assistant.categories import Engine
from geoportal.assistant.models import ModelSpending
from geoportal.assistant.pipeline import answer
from geoportal.assistant.question import Question, Thread
from geoportal.assistant.words import sentence
from geoportal.translation.models import Breaker
from tests.geoportal.assistant.conftest import ASKED
from tests.geoportal.assistant.model_server import chunk, sentences, told, wait_until

pytestmark = pytest.mark.usefixtures("guide_page")
TRUE = "체류기간이 끝나기 전에 연장을 신청합니다."
ALSO = "여권 원본과 외국인등록증을 준비합니다."


def asked(text=ASKED, language="ko", **more):
    return Question(text, language, **more)


def cited(request, text):
    """The id of the source in the request that holds the text."""
    import json

    sources = json.loads(request["messages"][1]["content"])["sources"]
    return next(one["id"] for one in sources if text in one["text"])


def both(request):
    return sentences((TRUE, [cited(request, "연장을 신청")]), (ALSO, [cited(request, "외국인등록증")]))


def quotes():
    return [part.text for part in answer(asked()).parts]


def test_without_a_model_the_parts_are_the_quotes(settings):
    *parts, whole = answering(asked())
    assert whole.engine is Engine.EXTRACTIVE and tuple(parts) == whole.parts == answer(asked()).parts
    assert whole.citations[0].id == "extend-stay"


def test_sentences_come_as_they_are_written(model):
    held = threading.Event()

    def script(request):
        text = both(request)
        cut = text.index("}") + 1
        yield from (chunk(text[at : at + 5]) for at in range(0, cut, 5))
        held.wait(5)
        yield from told(text[cut - cut % -5 if cut % 5 else cut :], tokens=321)

    model.script = script
    stream = answering(asked())
    first = next(stream)
    held.set()
    *rest, whole = stream
    assert first == Part(TRUE, "ko", "extend-stay")
    assert rest[0].text == ALSO
    assert whole.engine is Engine.GENERATIVE and whole.ai_generated and not whole.refused
    assert whole.parts == (first, *rest)
    assert whole.citations[0].id == "extend-stay"
    assert (
        whole.parts[-1].text.startswith("위 글은 AI가")
        and "2026-11-29" in whole.parts[-1].text
        and "1345" in whole.parts[-1].text
    )
    assert ModelSpending.objects.get().tokens == 321


def test_what_is_sent(model):
    model.script = lambda request: told(both(request))
    answered_whole(asked("비자 연장 서류가 뭐예요? 제 번호는 900101-5123456, 010-1234-5678"))
    sent = model.requests[0]
    assert sent["model"] == "scripted" and sent["stream"] is True and sent["max_tokens"] == 700
    assert sent["response_format"]["type"] == "json_schema"
    assert model.keys == ["Bearer key-of-the-test"]
    assert [message["role"] for message in sent["messages"]] == ["system", "user"]
    assert "5123456" not in str(sent) and "1234-5678" not in str(sent)
    assert '"answer_in":"Korean (ko)"' in sent["messages"][1]["content"]


@pytest.mark.parametrize("refused", ["response_format", "max_tokens"])
def test_a_server_that_refuses_a_form_is_asked_in_another(model, refused):
    model.status = lambda request: 400 if refused in request else 200
    model.script = lambda request: told("```\n" + both(request) + "\n```") if refused not in request else iter([b"{}"])
    assert answered_whole(asked()).engine is Engine.GENERATIVE
    tried = len(model.requests)
    assert tried > 1
    assert answered_whole(asked()).engine is Engine.GENERATIVE
    assert len(model.requests) == tried + 1, "what the server takes is remembered"


def test_lines_are_read_too(model):
    def script(request):
        rows = both(request)[len('{"sentences": [') : -2].replace("}, {", "}\n{")
        return told("Here is the answer:\n" + rows)

    model.script = script
    assert [part.text for part in answered_whole(asked()).parts[:2]] == [TRUE, ALSO]


FAULTY = {
    "empty": lambda request: iter(()),
    "nothing but the end": lambda request: iter([b"data: [DONE]\n\n"]),
    "no JSON": lambda request: iter([b"data: {{{\n\n"]),
    "a number": lambda request: iter([b"data: 5\n\n", b"data: [DONE]\n\n"]),
    "a list": lambda request: iter([b'data: ["choices"]\n\n']),
    "strange choices": lambda request: iter([b'data: {"choices": "abc"}\n\n']),
    "no UTF-8": lambda request: iter([b"data: \xff\xfe\n\n"]),
    "an error in the stream": lambda request: iter([b'data: {"error": {"message": "overloaded"}}\n\n']),
    "HTML": lambda request: iter([b"<html><body>Bad gateway</body></html>"]),
    "prose": lambda request: told("Sure! You can apply at any time."),
    "no sentence": lambda request: told(sentences()),
    "wrong ids": lambda request: told(sentences((TRUE, ["p99"]), (ALSO, []), (TRUE, ["P1", "x"]))),
    "wrong types": lambda request: told(
        '{"sentences":[{"text":5,"sources":["p1"]},{"text":"a","sources":"p1"},7,null]}'
    ),
    "invented": lambda request: told(sentences(("수수료는 99,000원이고 연장을 신청합니다.", ["p1"]))),
}  # fmt: skip


def test_the_quotes_stay_when_the_model_says_nothing_of_use(model):
    expected = quotes()
    for name, script in FAULTY.items():
        Breaker.objects.all().delete()
        model.script = script
        model.requests.clear()
        *parts, whole = answering(asked())
        assert whole.engine is Engine.EXTRACTIVE and [part.text for part in parts] == expected, name
        assert len(model.requests) == 1, name


def test_the_quotes_stay_when_the_server_refuses(model):
    model.script = lambda request: iter([b'{"error": {"message": "no"}}'])
    model.headers["Location"] = model.url + "/elsewhere"
    for status in (301, 307, 401, 403, 429, 500, 503):
        Breaker.objects.all().delete()
        model.status = lambda request, status=status: status
        model.requests.clear()
        assert answered_whole(asked()).engine is Engine.EXTRACTIVE, status
        assert len(model.requests) == 1, f"{status}: neither asked again nor followed"


def test_a_stream_cut_in_the_middle_is_followed_by_the_quotes(model):
    def script(request):
        text = both(request)
        yield chunk(text[: text.index("}") + 20])

    model.script = script
    whole = answered_whole(asked())
    said = [part.text for part in whole.parts]
    assert said == [TRUE, sentence("cut_off", "ko"), *quotes(), said[-1]]
    assert whole.engine is Engine.GENERATIVE


def test_a_model_that_hangs_holds_nobody(model, settings):
    settings.AI_WAIT_S = 2.0
    model.script = lambda request: iter([20.0])
    began = time.monotonic()
    assert answered_whole(asked()).engine is Engine.EXTRACTIVE
    assert time.monotonic() - began < 3
    assert wait_until(lambda: not [one for one in threading.enumerate() if one.name == "assistant-model"])


def test_a_model_that_drips_is_left_at_the_end_of_its_time(model, monkeypatch):
    monkeypatch.setattr(generate, "WHOLE_S", 1.5)

    def script(request):
        while True:
            yield b": still here\n\n"
            yield 0.05

    model.script = script
    began = time.monotonic()
    assert answered_whole(asked()).engine is Engine.EXTRACTIVE
    assert time.monotonic() - began < 3
    assert wait_until(lambda: not [one for one in threading.enumerate() if one.name == "assistant-model"])


def test_an_endless_answer_is_not_kept(model):
    model.script = lambda request: iter([b"data: " + b"x" * 1_000_000])
    assert answered_whole(asked()).engine is Engine.EXTRACTIVE


def test_when_every_place_is_taken_the_guide_is_quoted(model, settings):
    settings.AI_STREAMS = 1
    streams._places.cache_clear()
    held = threading.Event()

    def script(request):
        text = both(request)
        yield chunk(text[: text.index("}") + 1])
        held.wait(5)
        yield from told(text[text.index("}") + 1 :])

    model.script, settings.AI_WAIT_S = script, 3.0
    try:
        first = answering(asked())
        next(first)
        assert answered_whole(asked()).engine is Engine.EXTRACTIVE
        held.set()
        assert list(first)[-1].engine is Engine.GENERATIVE
        assert wait_until(lambda: streams._places()._value == 1)
        assert answered_whole(asked()).engine is Engine.GENERATIVE
    finally:
        streams._places.cache_clear()


def test_a_reader_who_goes_frees_the_place(model):
    model.script = lambda request: iter([chunk(both(request)[:90]), 0.2, chunk("x"), 0.2, chunk("x"), 20.0])
    stream = answering(asked())
    assert next(stream).text == TRUE
    stream.close()
    assert wait_until(lambda: not [one for one in threading.enumerate() if one.name == "assistant-model"])


def test_after_some_failures_the_model_rests(model):
    model.status = lambda request: 500
    for _ in range(8):
        assert answered_whole(asked()).engine is Engine.EXTRACTIVE
    assert len(model.requests) == 5


def test_the_budget_of_the_day_is_never_passed(model, settings):
    model.script = lambda request: told(both(request))
    settings.AI_TOKENS_A_DAY = 5_000
    engines = [answered_whole(asked()).engine for _ in range(10)]
    assert Engine.GENERATIVE in engines and engines[-1] is Engine.EXTRACTIVE
    assert ModelSpending.objects.get().tokens <= 5_000
    assert len(model.requests) == engines.count(Engine.GENERATIVE)


def test_one_connection_has_so_many_written_answers_a_day(client, model, settings):
    model.script = lambda request: told(both(request))
    settings.AI_ANSWERS_EACH = 2

    def engine(address, **headers):
        body = {"question": ASKED, "language": "ko"}
        response = client.post(
            "/api/v1/assistant/ask/", body, content_type="application/json", REMOTE_ADDR=address, headers=headers
        )
        return b"generative" if b"generative" in response.getvalue() else b"extractive"

    mine = [engine("192.0.2.1"), engine("192.0.2.1", accept="text/event-stream"), engine("192.0.2.1")]
    assert mine == [b"generative", b"generative", b"extractive"]
    assert engine("192.0.2.2") == b"generative"
    page = client.post("/ask/", {"question": ASKED}, REMOTE_ADDR="192.0.2.1")
    assert page.context["answer"].engine is Engine.EXTRACTIVE
    assert len(model.requests) == 3


def test_no_model_in_danger_for_a_human_or_without_an_answer(model):
    for question in (
        asked("집에 불이 났어요"),
        asked("사람과 이야기하고 싶어요"),
        asked("연장은 언제 해요?", thread=Thread(with_human=True)),
        asked("김치찌개 끓이는 법 알려 주세요"),
    ):
        whole = answered_whole(question)
        assert whole.engine is Engine.EXTRACTIVE and isinstance(whole, Answer)
    assert model.requests == []
