from hypothesis import given
from hypothesis import strategies as st

from geoportal.core.text import clean_query, escape_like


def test_clean_query_composes_hangul_and_drops_control_characters():
    assert clean_query("  의원\x00 \n 안산 ") == "의원 안산"


@given(st.text())
def test_clean_query_is_stable_and_single_spaced(text):
    once = clean_query(text)
    assert clean_query(once) == once
    assert "\x00" not in once
    assert "  " not in once


def test_escape_like_makes_wildcards_literal():
    assert escape_like(r"50%_\a") == r"50\%\_\\a"
