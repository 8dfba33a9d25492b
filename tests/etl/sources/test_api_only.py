"""Sources that are had from an API: what their descriptions promise holds for their pages."""

from pathlib import Path

import pytest

from etl.parsing import leftover
from etl.readers.api_page import read_api_page
from etl.record import Skip
from etl.source import Source, read_source

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures" / "sources"
PAGES = sorted(path for path in FIXTURES.glob("*/*/0001.*"))


@pytest.fixture(params=PAGES, ids=lambda path: path.parents[1].name)
def page(request: pytest.FixtureRequest) -> Path:
    assert isinstance(request.param, Path)
    return request.param


def rows_of(page: Path) -> tuple[Source, list[dict[str, str]]]:
    source = read_source(page.parents[1].name)
    assert source.api is not None
    return source, read_api_page(page, api=source.api)


def test_there_are_pages() -> None:
    assert len(PAGES) >= 5


def test_the_columns_that_must_be_there_are_there(page: Path) -> None:
    source, rows = rows_of(page)
    assert set(source.columns) <= {name for row in rows for name in row}


def test_a_record_leaves_nothing_over_and_keys_are_unique(page: Path) -> None:
    source, rows = rows_of(page)
    records = [source.parser.parse_row(row, source) for row in rows]
    left = [leftover(row, source.ignore) for row, one in zip(rows, records, strict=True) if not isinstance(one, Skip)]
    assert left
    assert not any(left)
    keys = [one.source_key for one in records if not isinstance(one, Skip)]
    assert len(keys) == len(set(keys))
    assert all(0 < len(key) <= 200 for key in keys)


def test_the_operator_is_told_where_a_key_is_applied_for(page: Path) -> None:
    source, _ = rows_of(page)
    assert source.api is not None
    assert source.api.page.startswith("https://")
    assert source.api.key in {"DATAGO", "NEIS", "GG"}
