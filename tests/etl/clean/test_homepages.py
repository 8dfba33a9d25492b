"""Homepages come out as web addresses that are safe to link, or not at all."""

import pytest

from etl.clean import homepages


@pytest.mark.parametrize(
    ("raw", "link"),
    [
        ("http://www.a.kr", "http://www.a.kr"),
        ("https://a.kr/x?y=1", "https://a.kr/x?y=1"),
        ("www.a.kr  ", "http://www.a.kr"),
        ("http:/a.kr", "http://a.kr"),
        ("a.kr:8080/x", "http://a.kr:8080/x"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("없음", ""),
        ("http://", ""),
        ("a b.kr", ""),
        ("", ""),
    ],
)
def test_trap_45_homepages_are_safe_to_link_or_none(raw: str, link: str) -> None:
    assert homepages.tidy(raw) == link
