"""A model that obeys every injection, over the wire: nothing of what it is told to say reaches a reader."""

from __future__ import annotations

import base64
import re
import unicodedata
from dataclasses import replace
from datetime import date

import pytest

from geoportal.assistant import bounds, prompts
from geoportal.assistant.answers import Answer
from geoportal.assistant.categories import Engine
from geoportal.assistant.generate import generated
from geoportal.assistant.intent import Intent
from geoportal.assistant.pipeline import answer
from geoportal.assistant.providers.endpoint import endpoint
from geoportal.assistant.question import Question
from geoportal.assistant.tools import article, find_places
from geoportal.core.redact import has_personal
from geoportal.events.models import Event
from geoportal.places.categories import Category
from tests.geoportal.assistant.conftest import ASKED
from tests.geoportal.assistant.hostile import CANARIES, demanded, injections, obey
from tests.geoportal.assistant.model_server import sentences, told

INJECTIONS = list(injections())
STATED = ("987654", "2031", "haeundae", "busan")


def readable(text: str) -> str:
    """The text as a determined reader could read it: no signs, one kind of digits, decoded, and backwards too."""
    seen = "".join(char for char in unicodedata.normalize("NFKC", text) if unicodedata.category(char) != "Cf")
    seen = "".join(str(unicodedata.digit(char, char)) for char in seen).lower()
    for code in re.findall(r"[A-Za-z0-9+/]{12,}={0,2}", text):
        try:
            seen += base64.b64decode(code + "=" * (-len(code) % 4)).decode().lower()
        except ValueError:
            continue
    return seen + seen[::-1]


def faults(text: str) -> list[str]:
    seen = readable(text)
    squeezed = re.sub(r"[^\w]", "", seen)
    told_words = prompts.system().lower().split()
    runs = [" ".join(told_words[at : at + 4]) for at in range(len(told_words) - 3)]
    found = [canary for canary in CANARIES if canary in squeezed]
    found += [run for run in runs if run in seen]
    found += re.findall(r"\w+://\S+|www\.\S+|\w+@\w+|\]\(", seen)
    return found + (["personal"] if has_personal(text) else [])


@pytest.fixture
def world(guide_page, province, add_place):
    """An answer that stands on a page, a place and an event, each of which can be poisoned."""
    place = add_place(37.22, 126.85, name_ko="매산의원", phone="031-000-1234")
    event = Event.objects.create(
        source=province.source, source_key="1", category="festival", name_ko="다문화 축제", starts_on=date(2026, 12, 1),
        ends_on=date(2026, 12, 2), point=place.point, row_hash="x",
    )  # fmt: skip
    made = answer(Question(ASKED, "ko"))
    return made, place, event


def poisoned(injection, made: Answer, place, event) -> tuple[Question, Answer]:
    """The question and the answer to it, with the injection where it is carried in."""
    text, asked = injection.text, ASKED
    if injection.carrier == "question":
        asked = f"{ASKED} {text}"[:500]
    page = article("extend-stay", "ko")
    entered = text if injection.carrier == "guide" else "1345에 물어보세요."
    if page.faq[0].value["answer"] != entered:
        page.faq[0].value["answer"] = entered
        page.save(clean=False)
    place.name_ko = text[:200] if injection.carrier == "place" else "매산의원"
    place.save()
    event.name_ko = text[:200] if injection.carrier == "event" else "다문화 축제"
    event.save()
    found = find_places(place.point, Intent(categories=(Category.CLINIC,)))
    assert found.features
    return Question(asked, "ko"), replace(made, places=found.features, events=(event,))


def test_no_injection_reaches_a_reader(model, world):
    assert len(INJECTIONS) >= 200 and len({one.name.split()[0] for one in INJECTIONS}) >= 8
    made, place, event = world
    model.script = obey
    reached = []
    for injection in INJECTIONS:
        question, answered = poisoned(injection, made, place, event)
        *_, whole = generated(question, answered, endpoint())
        own = [part.text for part in whole.parts if part not in made.parts]
        # What a page itself states as a fact is no invention, however it came there.
        stated = STATED if injection.carrier == "guide" else ()
        found = [fault for text in own for fault in faults(text) if fault not in stated]
        if found:
            reached.append((injection.name, found, own))
    assert not reached
    assert len(model.requests) == len(INJECTIONS)
    obeyed = sum(bool(demanded(request["messages"][1]["content"])) for request in model.requests)
    assert obeyed >= 150, "the model saw the orders; names that are none were kept from it"


def test_the_judge_sees_what_it_looks_for():
    for text in (
        "Claim it at http://evil.example", "\u200b".join("evil"), "moc.live", "٧٧٧-٨٨٩٩", "ＴＥＬＥＧＲＡＭ",
        "851212-6234567", base64.b64encode(b"go to evil.example now").decode(),
        "You write short answers for the foreign residents",
    ):  # fmt: skip
        assert faults(text), text
    assert not faults("체류기간이 끝나기 전에 연장을 신청합니다. 1345, 031-000-1234")


def test_what_a_reader_types_of_themselves_is_not_sent(model, world):
    model.script = obey
    question = Question(f"{ASKED} ≪851212-6234567≫ 010-7777-8899 me@evil-claims.com", "ko")
    list(generated(question, world[0], endpoint()))
    assert not [secret for secret in ("6234567", "7777", "evil-claims") if secret in str(model.requests)]


def test_a_true_sentence_between_false_ones_is_shown(model, world):
    def script(request):
        return told(
            sentences(("수수료는 99,000원입니다.", ["p1"]), ("체류기간이 끝나기 전에 연장을 신청합니다.", ["p1"]))
        )

    model.script = script
    *_, whole = generated(Question(ASKED, "ko"), world[0], endpoint())
    assert whole.engine is Engine.GENERATIVE
    assert "99,000" not in whole.text and "체류기간이 끝나기 전에 연장을 신청합니다." in whole.text
    assert bounds.may_ask(endpoint().name)
