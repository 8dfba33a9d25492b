"""Names become one line of plain text."""

import pytest

from etl.clean import names
from etl.record import PlaceRecord, Skip


def record(name_ko: str, name_en: str = "") -> PlaceRecord:
    return PlaceRecord(source_key="1", category="clinic", name_ko=name_ko, name_en=name_en, lat=37.3, lon=126.8)


@pytest.mark.parametrize(
    ("raw", "tidy"),
    [
        ("  지은   의원 ", "지은 의원"),
        ("지은\n의원", "지은 의원"),
        ("\u1112\u1161\u11ab의원", "한의원"),
        ("지은\u200b의원\ufeff", "지은의원"),
        ("<b>지은</b>의원", "지은 의원"),
        ("지은축제 <우선멈춤>", "지은축제 <우선멈춤>"),
        ("A&amp;B의원", "A&B의원"),
    ],
)
def test_names_are_one_line_of_plain_text(raw: str, tidy: str) -> None:
    cleaned = names.clean(record(raw))
    assert isinstance(cleaned, PlaceRecord)
    assert cleaned.name_ko == tidy


def test_a_record_without_a_name_cannot_stand() -> None:
    assert names.clean(record(" \u200b ")) == Skip("no_name")


def test_a_name_longer_than_the_portal_holds_is_refused() -> None:
    assert names.clean(record("가" * 201)) == Skip("name_too_long")
