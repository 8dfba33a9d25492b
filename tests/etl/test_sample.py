"""A look at a source's records without a load."""

import json
from pathlib import Path

import pytest

from etl.__main__ import main
from etl.source import FOLDER
from geoportal.places.models import Place

FIXTURES = FOLDER.parents[1] / "fixtures" / "sources"


@pytest.fixture(autouse=True)
def raw_dir(settings: object) -> None:
    settings.RAW_DIR = FIXTURES  # type: ignore[attr-defined]


@pytest.mark.django_db
def test_the_first_records_as_they_would_be_loaded(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sample", "schools_standard", "-n", "2"]) == 0
    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert (first["name_ko"], first["name_en"], first["category"]) == (
        "지은초등학교", "Jieun Elementary School", "elementary_school",
    )  # fmt: skip
    assert (first["lat"], first["checked_on"], second["name_ko"]) == (37.3304, "2026-03-20", "지은중학교")
    assert not Place.objects.exists()


@pytest.mark.django_db
def test_into_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sample", "schools_standard", "--out", str(tmp_path / "first.jsonl")]) == 0
    assert len((tmp_path / "first.jsonl").read_text(encoding="utf-8").splitlines()) == 5
    assert capsys.readouterr().out == ""


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "why"), [("nothing", "There is no source 'nothing'"), ("hira", "There is no source")])
def test_no_such_source(name: str, why: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sample", name]) == 2
    assert why in capsys.readouterr().err


@pytest.mark.django_db
def test_no_file(tmp_path: Path, settings: object, capsys: pytest.CaptureFixture[str]) -> None:
    settings.RAW_DIR = tmp_path  # type: ignore[attr-defined]
    assert main(["sample", "hira_hospitals"]) == 1
    assert capsys.readouterr().err.startswith(f"No file in {tmp_path}/hira_hospitals/; put *병원정보*")
