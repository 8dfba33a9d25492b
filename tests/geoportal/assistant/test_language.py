"""The language of a question, by its script, its letters and its small words."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from geoportal.assistant.language import detect

QUESTIONS = yaml.safe_load(Path("benchmarks/assistant_questions.yml").read_text(encoding="utf-8"))
CODES = {"zh": "zh-hans"}
ASKED = [
    (CODES.get(language, language), question)
    for group in QUESTIONS["guides"]
    for language, question in group.items()
    if language != "pages"
]


@pytest.mark.parametrize(("language", "question"), ASKED)
def test_a_question_is_in_the_language_it_is_written_in(language: str, question: str) -> None:
    assert detect(question, "ko") == language


@pytest.mark.parametrize(
    ("question", "fallback", "language"),
    [
        ("E-9", "vi", "vi"),
        ("1345", "th", "th"),
        ("ok", "ru", "ru"),
        ("E-9 비자", "en", "ko"),
        ("F-4 vs H-2", "uz", "uz"),
        ("lam sao gia han visa", "en", "vi"),
        ("Ansan apteka qayerda", "ru", "uz"),
        ("Би визээ сунгуулах", "en", "mn"),
        ("ビザの延長", "en", "ja"),
        ("ویزا کیسے بڑھائیں", "en", "ur"),
        ("", "km", "km"),
    ],
)
def test_what_says_little_falls_back_to_the_page(question: str, fallback: str, language: str) -> None:
    assert detect(question, fallback) == language
