"""How templates write telephone links, distances, web addresses and names."""

from __future__ import annotations

import pytest
from django.utils import translation

from geoportal.core.hotlines import every_hotline, hotline, hotlines
from geoportal.web.templatetags.naming import full_name
from geoportal.web.templatetags.portal import distance, lang_of, tel, web_address


@pytest.mark.parametrize(
    ("phone", "dialled"),
    [
        ("031-257-1841", "+82312571841"),
        ("02-120", ""),
        ("02-2110-4000", "+82221104000"),
        ("010 1234 5678", "+821012345678"),
        ("(031) 481-1234", "+82314811234"),
        ("0507-1234-5678", "+8250712345678"),
        ("1345", "1345"),
        ("031-120", "031120"),
        ("119", "119"),
        ("1577-1366", "15771366"),
        ("1661-0222", "16610222"),
        ("+82-31-257-1841", "+82312571841"),
        ("031-257-1841, 1842", "+82312571841"),
        ("031-257-1841~3", "+82312571841"),
        ("031-257-1841(내선 12)", "+82312571841"),
        ("문의 없음", ""),
        ("", ""),
        ("javascript:alert(1)", ""),
    ],
)
def test_tel(phone: str, dialled: str) -> None:
    assert tel(phone) == dialled


@pytest.mark.parametrize(
    ("metres", "shown"),
    [
        (0.0, "10 m"),
        (346, "350 m"),
        (994, "990 m"),
        (996, "1 km"),
        (1234, "1.2 km"),
        (9970, "10 km"),
        (14_600, "15 km"),
    ],
)
def test_distance(metres: float, shown: str) -> None:
    assert distance(metres).replace("\u00a0", " ") == shown


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://a.example/x", "https://a.example/x"),
        ("www.a.example", "http://www.a.example"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("a.example", ""),
    ],
)
def test_web_address(text: str, address: str) -> None:
    assert web_address(text) == address


def test_lang_of() -> None:
    assert [lang_of(text) for text in ("한빛 의원", "Hanbit", "E-마트", None)] == ["ko", "en", "ko", "en"]


def test_hotlines_are_those_with_a_source_and_a_day() -> None:
    assert [line.number for line in hotlines()] == ["119", "112", "1345", "1577-1366", "1350"]
    with translation.override("ko"):
        assert hotlines()[0].name == "화재·구조·구급"
    with translation.override("vi"):
        assert hotlines()[1].name == "Cảnh sát"


def test_a_guide_looks_up_a_number_that_is_not_in_the_panel() -> None:
    line = hotline("1661-0222")
    assert line is not None and not line.panel
    with translation.override("ko"):
        assert line.name == "경기도이민사회통합지원센터" and "캄보디아어" in line.languages
    assert hotline("1366") is None


def test_every_number_can_be_dialled_and_has_words_in_the_written_languages() -> None:
    for line in every_hotline():
        assert tel(line.number), line.number
        assert line.words["source"].keys() >= {"ko", "en"}, line.number
        for part in ("name", "what"):
            assert line.words[part].keys() >= {"ko", "en", "vi", "ru", "zh-Hans", "th", "km"}, (line.number, part)


@pytest.mark.django_db
def test_full_name_leaves_the_province_out(province: object) -> None:
    dong = province.regions["4127300001"]
    with translation.override("ko"):
        assert full_name(dong) == "안산시 단원구 원곡동"
    with translation.override("en"):
        assert full_name(dong) == "Wongok-dong, Danwon-gu, Ansan-si"
