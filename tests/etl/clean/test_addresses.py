"""Addresses come out as one line with spaces and commas in order."""

import pytest

from etl.clean import addresses


@pytest.mark.parametrize(
    ("raw", "tidy"),
    [
        ("경기도 군포시 산본로48번길 8, 3층 (당정동)", "경기도 군포시 산본로48번길 8, 3층 (당정동)"),
        ("경기도  군포시   산본로48번길 8", "경기도 군포시 산본로48번길 8"),
        ("경기도 수원시 팔달구 고화로14번길 11, (매산로3가)", "경기도 수원시 팔달구 고화로14번길 11 (매산로3가)"),
        ("경기도 군포시 산본로 8 ,3층 ()", "경기도 군포시 산본로 8, 3층"),
        ("경기도 군포시 산본로 8, ", "경기도 군포시 산본로 8"),
        ("산본로 1, 101,102호", "산본로 1, 101, 102호"),
        ("경기도\n군포시", "경기도 군포시"),
        ("", ""),
    ],
)
def test_addresses(raw: str, tidy: str) -> None:
    assert addresses.tidy(raw) == tidy
