"""Danger is seen in every language, and nothing else is taken for it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from geoportal.assistant import pipeline
from geoportal.assistant.emergencies import emergencies, known, numbers
from geoportal.assistant.pipeline import answer
from geoportal.assistant.question import Question
from geoportal.assistant.retrieve import Found, Hit
from geoportal.assistant.words import sentence
from geoportal.core.hotlines import hotline
from geoportal.core.languages import LANGUAGES

TABLE = yaml.safe_load(Path("data/reference/emergencies.yml").read_text(encoding="utf-8"))
KINDS = [kind for kind in TABLE if kind != "none"]
QUESTIONS = yaml.safe_load(Path("benchmarks/assistant_questions.yml").read_text(encoding="utf-8"))
PRIMARY = {language.code.split("-")[0] for language in LANGUAGES.values()}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_phrases_of_every_language_and_numbers_with_a_source(kind: str) -> None:
    assert set(TABLE[kind]) - {"numbers"} == PRIMARY
    assert all(hotline(number) for number in TABLE[kind]["numbers"])


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("집에 불이났어요", "fire"),
        ("옆집에서 가스 냄새가 나요", "fire"),
        ("ELDERLY MAN IS NOT BREATHING", "medical"),
        ("I can’t breathe", "medical"),
        ("我老公打我", "violence"),
        ("Chồng tôi đang đánh tôi", "violence"),
        ("Меня муж постоянно бьёт", "violence"),
        ("มีคนตามฉัน", "violence"),
        ("ខ្ញុំចង់ស្លាប់", "suicide"),
        ("मेरो घरमा आगो लाग्यो", "fire"),
        ("O‘zimni o‘ldirmoqchiman", "suicide"),
        ("Хүүхэд минь алга болчихлоо", "crime"),
        ("Walang malay ang nanay ko", "medical"),
        ("အသက်ရှူမရဘူး", "medical"),
        ("火事です", "fire"),
        ("میرا شوہر مجھے مارتا ہے", "violence"),
    ],
)
def test_danger_is_seen(question: str, kind: str) -> None:
    assert kind in {one.kind for one in emergencies(question)}


@pytest.mark.parametrize(
    "question",
    [question for group in QUESTIONS["guides"] for language, question in group.items() if language != "pages"]
    + [question for questions in QUESTIONS["none"].values() for question in questions]
    + [place["question"] for place in QUESTIONS["places"]],
)
def test_a_plain_question_is_no_danger(question: str) -> None:
    assert emergencies(question) == []


@pytest.mark.parametrize(
    "question",
    [
        "Where is a hospital in Yongin?",
        "Yonginda shifoxona qayerda?",
        "My boss insults me every day",
        "Виз хүчинтэй хугацаа дуусах гэж байна",
        "노동 강도가 너무 세요",
        "혼자 살 방을 찾는데 사기당할까 봐 걱정돼요",
        "구급차를 부르면 돈을 내야 하나요?",
        "请打我电话",
        "被打折扣的工资",
        "bị đánh thuế thu nhập",
        "Мне угрожает депортация",
        "รถชนเมื่อเดือนที่แล้ว ประกันจ่ายไหม",
        "my landlord is threatening me to raise rent",
        "Help me extend my visa please, it ends soon",
        "ช่วยด้วยค่ะ ต้องการต่อวีซ่า E-9 ทำอย่างไร",
    ],
)
def test_what_only_has_words_of_danger_is_none(question: str) -> None:
    assert emergencies(question) == []


@pytest.mark.parametrize(
    "cry",
    [
        "Help!",
        "도와주세요",
        "Помогите!",
        "ช่วยด้วย",
        "救命",
        "Cứu tôi với",
        "ជួយផង",
        "please help me",
        "uyimda yong'in chiqdi",
    ],
)
def test_a_cry_for_help_is_seen(cry: str) -> None:
    assert emergencies(cry)


def test_the_numbers_of_several_dangers_stand_once_each() -> None:
    found = emergencies("My husband beats me and I want to die")
    assert {one.kind for one in found} == {"violence", "suicide"}
    assert numbers(found) == ["112", "1577-1366", "119"]


def test_what_is_invisible_or_differently_written_hides_no_danger() -> None:
    assert emergencies("my hou\u200bse is on f\u200dire")
    assert emergencies("ＨＥＬＰ　ＭＹ　ＨＯＵＳＥ　ＩＳ　ＯＮ　ＦＩＲＥ")


@pytest.mark.parametrize("name", ["call_now", "not_alone", "not_known", "ask_human"])
@pytest.mark.parametrize("language", LANGUAGES.values(), ids=lambda language: language.code)
def test_every_language_has_the_sentences(name: str, language) -> None:
    said = sentence(name, language.django_code, ["119", "112"])
    assert said
    assert ("119, 112" in said) == (name != "not_alone")
    if language.code != "en":
        assert said != sentence(name, "en", ["119", "112"])


def test_phrases_are_known_once() -> None:
    assert [emergency.kind for emergency, _ in known()] == list(KINDS)


@pytest.mark.parametrize(
    ("question", "language", "kind"),
    [
        ("앞집에서 불길이 올라오는데 우리는 6층이에요", "ko", "fire"),
        ("kitchen in flames and we are stuck", "en", "fire"),
        ("my dad's face is crooked and he can't lift one arm", "en", "medical"),
        ("some man walked in downstairs and i am hiding in the bathroom", "en", "crime"),
    ],
)
def test_danger_in_words_that_no_phrase_has_is_seen_by_its_meaning(
    guide_page: object, question: str, language: str, kind: str
) -> None:
    assert emergencies(question) == []
    made = answer(Question(question, language))
    assert made.emergency == (kind,)
    assert [line.number for line in made.hotlines] == TABLE[kind]["numbers"]
    assert made.citations == ()


def test_below_the_numbers_stand_the_guides_that_are_near_too(guide_page, monkeypatch) -> None:
    near = Found((Hit("extend-stay", 0.6, ("summary",)),), answers=True, danger="medical")
    monkeypatch.setattr(pipeline, "retrieve", lambda *_asked: near)
    made = answer(Question("I cut my hand at work last week", "en"))
    assert made.emergency == ("medical",)
    assert [one.id for one in made.citations] == ["extend-stay"]
    assert not any(part.cites for part in made.parts)
    assert not made.ai_generated


def test_a_question_that_a_page_answers_is_no_danger(guide_page: object) -> None:
    made = answer(Question("비자 연장 서류가 뭐예요?", "ko"))
    assert made.emergency == ()
    assert made.citations


def test_every_kind_of_danger_has_lines_in_the_languages_that_are_asked_most() -> None:
    lines = yaml.safe_load(Path("data/reference/dangers.yml").read_text(encoding="utf-8"))
    assert set(lines) == set(KINDS) - {"help"}
    assert {frozenset(by_language) for by_language in lines.values()} == {
        frozenset({"ko", "en", "zh-Hans", "vi", "ru", "th", "km", "ne", "uz-Latn", "mn", "fil", "my", "id"})
    }
