"""A page of the API gives the records that the file gives: one parse function serves both. The rows are made up."""

from pathlib import Path

import pytest

from etl.readers.api_page import read_api_page
from etl.readers.table import read_table
from etl.record import Skip
from etl.source import Api, Source, read_source

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures"
# A source whose whole table is parsed at once has tests of its own.
NAMES = sorted(
    path.name for path in (FIXTURES / "api").iterdir() if hasattr(read_source(path.name).parser, "parse_row")
)
STANDARD = ["festivals_standard", "performances_standard", "schools_standard"]
# Their pages have less than their files: the API left columns out, or the file is one written by hand.
LESS = {"permits_clinics", "permits_hospitals", "permits_pharmacies", "support_centers"}
Rows = list[dict[str, str]]


def api_of(source: Source) -> Api:
    assert source.api is not None
    return source.api


def from_file(source: Source) -> Rows:
    path = min((FIXTURES / "sources" / source.name).iterdir())
    return list(read_table(path, columns=source.columns, aliases=source.aliases, sheet=source.sheet))


def from_api(source: Source) -> Rows:
    return read_api_page(FIXTURES / "api" / source.name / "0001.json", api=api_of(source))


def parsed(rows: Rows, source: Source) -> list[object]:
    return [source.parser.parse_row(dict(row), source) for row in rows]


@pytest.fixture(params=NAMES)
def source(request: pytest.FixtureRequest) -> Source:
    return read_source(str(request.param))


def test_every_record_and_every_skip_is_the_same(source: Source) -> None:
    records = parsed(from_api(source), source)
    assert len(records) >= 2
    assert not all(isinstance(record, Skip) for record in records)
    # repr, for a position that is not known (NaN) equals nothing, not even itself.
    assert [repr(record) for record in records] == [repr(record) for record in parsed(from_file(source), source)]


def test_the_api_gives_the_files_columns_and_no_others(source: Source) -> None:
    columns = set(from_file(source)[0])
    given = {name for row in from_api(source) for name in row}
    assert set(api_of(source).fields) == given
    stated = {*source.columns, *source.ignore, *source.aliases} if source.name in LESS else set()
    assert given <= columns | stated
    assert stated or given == columns


def test_nothing_is_left_over(source: Source) -> None:
    for row in from_api(source):
        if not isinstance(source.parser.parse_row(row, source), Skip):
            assert {name for name, value in row.items() if value} <= set(source.ignore)


def test_trap_49_hira_gives_days_as_numbers_and_leaves_out_what_is_empty() -> None:
    text = (FIXTURES / "api" / "hira_hospitals" / "0001.json").read_text(encoding="utf-8")
    assert '"estbDd": 20120315' in text
    assert '"telno": ""' not in text
    hospitals = read_source("hira_hospitals")
    first = from_api(hospitals)[0]
    assert (first["개설일자"], first["시도코드"]) == ("20120315", "310000")
    assert hospitals.parser.parse_row(first, hospitals).attributes["opened_on"] == "2012-03-15"


def test_hira_is_asked_for_three_provinces_by_its_own_codes() -> None:
    for name in ("hira_hospitals", "hira_pharmacies"):
        assert api_of(read_source(name)).each == {"sidoCd": ("310000", "110000", "220000")}


@pytest.mark.parametrize("name", STANDARD)
def test_trap_48_standard_data_has_its_rows_as_a_list_without_item(name: str) -> None:
    text = (FIXTURES / "api" / name / "0001.json").read_text(encoding="utf-8")
    assert '"item"' not in text


def test_the_dataset_where_a_key_is_applied_for(source: Source) -> None:
    page, key = api_of(source).page, api_of(source).key
    assert page.startswith("https://data.gg.go.kr/" if key == "GG" else "https://www.data.go.kr/data/")
    assert key in ("DATAGO", "GG")
