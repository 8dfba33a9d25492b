"""Languages are read where a text says that something is done in them, and nowhere else."""

import pytest

from etl.clean.languages import languages_in, phones_in
from etl.record import LanguageRecord, PhoneRecord


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("베트남어·중국어 상담", ["vi", "zh"]),
        ("10개국어(캄보디아어·베트남어·라오스어·태국어 등) 지원", ["km", "vi", "lo", "th"]),
        ("중국어, 네팔어 사용 외국인의 모국어 상담", ["zh", "ne"]),
        ("베트남어·러시아어 등 다양한 언어권 노동자의 통합 상담", ["vi", "ru"]),
        ("우즈베크어와 우즈벡어 안내", ["uz"]),
    ],
)
def test_languages_in_which_something_is_done(text: str, found: list[str]) -> None:
    assert [one.language for one in languages_in(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "공단에서 근무하는 베트남어·중국어·몽골어권 노동자",
        "결혼이민자 한국어교육 지원",
        "한국어 교실과 상담",
        "한국어 능력이 부족한 사람 지원",
        "중국어를 쓰는 사람. 상담은 따로 합니다",
        "다국어 상담",
        "",
    ],
)
def test_whom_a_place_is_for_is_no_language_spoken_there(text: str) -> None:
    assert languages_in(text) == ()


def test_by_an_interpreter() -> None:
    assert languages_in("네팔어·몽골어 통역") == (
        LanguageRecord("ne", "interpreter"),
        LanguageRecord("mn", "interpreter"),
    )


def test_numbers_for_one_language_each() -> None:
    text = "031-123-4560(대표) 상담팀장 070-1234-4567 중국어 031-123-4568 / 베트남어: 031-123-4569"
    assert list(phones_in(text, area="031")) == [
        PhoneRecord("031-123-4568", ("zh",)), PhoneRecord("031-123-4569", ("vi",)),
    ]  # fmt: skip
