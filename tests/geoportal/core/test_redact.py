"""Personal numbers leave a text, whatever the script or the dashes; a place's own number and its hours stay."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geoportal.core.redact import REMOVED, has_personal, personal_pieces, redact


@pytest.mark.parametrize(
    "number",
    [
        "900101-5123456", "900101-1234567", "9001015123456", "900101 - 6123456", "900101–7123456", "900101-5******",
        "９００１０１－５１２３４５６", "៩០០១០១-៥១២៣៤៥៦", "900101\u200b-512\u200b3456",
        "M12345678", "m12345678", "AB1234567", "M123A4567",
        "010-1234-5678", "01012345678", "(010) 1234-5678", "+82 10 1234 5678", "82-10-1234-5678", "011-234-5678",
        "+84 912 345 678", "+998 90 123 45 67",
        "1234-5678-9012-3456", "110-123-456789", "3333011234567",
        "nguyen.a@example.org", "37.22612,126.85112", "37.226123 126.851123",
    ],
)  # fmt: skip
def test_a_personal_number_is_taken_out(number: str) -> None:
    assert redact(f"앞 {number} 뒤") == f"앞 {REMOVED} 뒤"
    assert has_personal(number)


@pytest.mark.parametrize(
    "text",
    [
        "031-481-1234", "02-123-4567", "+82-31-481-1234", "1577-1366", "1345", "0507-1234-5678", "070-1234-5678",
        "Open 2026-09-01 09:00-18:00", "2026.09.01-2026.10.01", "0900-1800 0900-1300", "원곡로 12-3, 15402",
        "Two doctors, 3 nurses", "D-2 and F-6 visa, 90 days", "",
    ],
)  # fmt: skip
def test_what_belongs_to_a_place_stays(text: str) -> None:
    assert redact(text) == text
    assert not has_personal(text)


def test_only_the_number_goes() -> None:
    assert (
        redact("전화 010-1234-5678 말고 031-481-1234, 여권 M12345678")
        == f"전화 {REMOVED} 말고 031-481-1234, 여권 {REMOVED}"
    )


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60), st.from_regex(r"[0-9]{6}-[1-8][0-9]{6}", fullmatch=True), st.text(max_size=60))
def test_no_registration_number_survives_between_other_words(before: str, number: str, after: str) -> None:
    assert number not in redact(f"{before} {number} {after}")


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200))
def test_what_was_cleaned_is_clean(text: str) -> None:
    assert not has_personal(redact(text))


def test_pieces_are_what_is_taken_out_each_once_as_typed() -> None:
    text = "010-1234-5678, ０１０-9999-8888, 010-1234-5678; lan@example.com; 031-257-1841"
    assert personal_pieces(text) == ["010-1234-5678", "０１０-9999-8888", "lan@example.com"]
    assert personal_pieces("900101-5123456") == ["900101-5123456"]
    assert personal_pieces("nothing of the kind") == []
