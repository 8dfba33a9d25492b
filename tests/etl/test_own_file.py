"""An operator's file on top of a package: the newest, all that belongs to it, never without its terms."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import yaml

from etl.errors import FetchFailed
from etl.fetch import find_input
from etl.own_file import NoTerms, described, own_file
from etl.source import read_source

TERMS = {
    "title": "지은 경계", "publisher": "지은이", "license": "KOGL-1", "license_url": "https://example.org/license",
    "url": "https://example.org/", "attribution": "지은이, 지은 경계",
}  # fmt: skip
Put = Callable[..., Path]


@pytest.fixture
def put(tmp_path: Path) -> Put:
    """A function that puts a file into the raw folder of the boundaries, and the terms beside it."""

    def put(name: str, content: str = "x", *, terms: object = TERMS, age_s: int = 0) -> Path:
        path = tmp_path / "boundaries" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
        os.utime(path, (path.stat().st_mtime - age_s,) * 2)
        if terms:
            (path.parent / "terms.yml").write_text(yaml.safe_dump(terms, allow_unicode=True))
        return path

    return put


def test_no_folder_and_no_file_leave_the_package_alone(tmp_path: Path) -> None:
    assert own_file(tmp_path / "boundaries") is None
    (tmp_path / "boundaries").mkdir()
    assert own_file(tmp_path / "boundaries") is None


def test_a_shapefile_with_all_that_belongs_to_it(put: Put) -> None:
    path = put("LARD_ADM_SECT_SGG_41_202606.shp")
    for suffix in ("dbf", "SHX", "prj", "cpg", "txt"):
        put(f"LARD_ADM_SECT_SGG_41_202606.{suffix}")
    own = own_file(path.parent)
    assert own is not None
    assert sorted(one.suffix for one in own.files) == [".SHX", ".cpg", ".dbf", ".prj", ".shp", ".yml"]
    assert (own.path, own.reference_date) == (path, date(2026, 6, 30))


def test_the_newest_by_its_date_or_else_by_the_day_it_came(put: Put) -> None:
    put("2024-06.gpkg")
    put("2023-06.geojson")
    newest = put("HangJeongDong_ver20260201.geojson", age_s=9_000_000)
    own = own_file(newest.parent)
    assert own is not None
    assert own.path == newest
    undated = put("came_today.zip")
    own = own_file(newest.parent)
    assert own is not None
    assert (own.path, own.reference_date) == (undated, None)


def test_without_terms_it_is_not_shown(put: Put) -> None:
    path = put("units.gpkg", terms=None)
    with pytest.raises(NoTerms, match=r"units.gpkg is not shown without its terms: put terms.yml with title, publ"):
        own_file(path.parent)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"license": ""}, "it lacks license and has nothing too much"),
        ({"licence": "KOGL-1"}, "it lacks nothing and has licence too much"),
        ({"url": 5}, "it lacks url"),
        ({"url": "javascript:alert(1)"}, "is no address"),
    ],
)
def test_terms_that_are_not_whole(put: Put, changes: dict[str, object], said: str) -> None:
    path = put("units.gpkg", terms={**TERMS, **changes})
    with pytest.raises(NoTerms, match=said):
        own_file(path.parent)


def test_terms_that_are_no_yaml(put: Put) -> None:
    path = put("units.gpkg", terms=None)
    (path.parent / "terms.yml").write_text("title: [")
    with pytest.raises(NoTerms, match="cannot be read"):
        own_file(path.parent)


@pytest.mark.parametrize("name", ["units.kml", "units.dbf"])
def test_a_map_that_is_not_taken_is_told(put: Put, name: str) -> None:
    with pytest.raises(FetchFailed, match=rf"No shapefile, GeoPackage or GeoJSON in .* \(there is: {name}\)"):
        own_file(put(name).parent)


def test_both_origins_are_told(put: Put) -> None:
    own = own_file(put("units_2026-03-01.gpkg").parent)
    assert own is not None
    told = described(read_source("boundaries"), own)
    assert told.publisher == "지은이 (지은 경계); 통계청 (경계), 행정안전부 (행정구역코드)"
    assert (told.license, told.license_url) == ("KOGL-1", "https://example.org/license")
    assert told.attribution == "지은이, 지은 경계; 통계청 SGIS 2020, 공공누리 제1유형; 가공"
    assert told.reference_date == date(2026, 3, 1)


def test_another_licence_stands_beside_the_packages(put: Put) -> None:
    own = own_file(put("a.gpkg", terms={**TERMS, "license": "CC BY 4.0"}).parent)
    assert own is not None
    assert described(read_source("boundaries"), own).license == "CC BY 4.0 + KOGL-1"
    assert described(read_source("boundaries"), own).reference_date is None


def test_terms_too_long_to_be_shown_whole_are_refused(put: Put) -> None:
    own = own_file(put("a.gpkg", terms={**TERMS, "attribution": "지" * 280}).parent)
    assert own is not None
    with pytest.raises(NoTerms, match="too long together with the package's own: attribution"):
        described(read_source("boundaries"), own)


def test_the_fingerprint_covers_the_file_its_parts_and_its_terms(put: Put, tmp_path: Path) -> None:
    def fingerprint() -> str:
        found = find_input(read_source("boundaries"), raw_dir=tmp_path)
        assert found is not None
        return found.sha256

    seen = [fingerprint()]
    put("units.shp")
    seen.append(fingerprint())
    put("units.prj")
    seen.append(fingerprint())
    put("units.prj", "changed")
    seen.append(fingerprint())
    put("units.prj", "changed", terms={**TERMS, "title": "다른 경계"})
    seen.append(fingerprint())
    assert len(set(seen)) == 5


def test_only_sources_that_take_one_look_for_it(put: Put, tmp_path: Path) -> None:
    folder = tmp_path / "foreign_residents"
    folder.mkdir()
    put("units.gpkg").rename(folder / "units.gpkg")
    found = find_input(read_source("foreign_residents"), raw_dir=tmp_path)
    assert found is not None
    assert found.own is None
