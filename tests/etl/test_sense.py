"""Commands that make no sense end with 2, before any work and without a run that the public would see."""

from pathlib import Path

import pytest

from etl.__main__ import main
from etl.run import Options, Outcome, Status
from etl.source import source_names
from geoportal.provenance.models import ImportRun

PERMITS = {"permits_clinics", "permits_hospitals", "permits_pharmacies"}


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the sources that were run, none of them really."""
    names: list[str] = []

    def run(name: str, how: Options, *, say: object) -> Outcome:
        names.append(name)
        return Outcome(name, Status.UNCHANGED)

    monkeypatch.setattr("etl.run.run", run)
    return names


@pytest.mark.parametrize("command", ["run", "check", "sample"])
def test_a_source_that_is_not_there(command: str, ran: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "nosuch"]) == 2
    assert "There is no source 'nosuch'. Known: boundaries, " in capsys.readouterr().err
    assert ran == []


@pytest.mark.django_db
def test_changes_of_all_sources_are_asked_of_those_that_have_them(
    ran: list[str], settings: object, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.SOURCE_KEYS = {"DATAGO": "made up"}  # type: ignore[attr-defined]
    assert main(["run", "all", "--since", "2026-03-01"]) == 0
    assert set(ran) == PERMITS
    said = capsys.readouterr().out
    for name in set(source_names()) - PERMITS:
        assert f"{name}: left out of --since, it cannot be asked for changes only." in said
    assert not ImportRun.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("hira_hospitals", "it cannot be asked for changes only"),
        ("boundaries --no-fetch", "it cannot be asked for changes only"),
        ("permits_clinics", "GEOPORTAL_KEY_DATAGO is not set"),
    ],
)
def test_a_named_source_without_changes_is_refused_and_no_run_is_written(
    words: str, why: str, settings: object, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.SOURCE_KEYS = {}  # type: ignore[attr-defined]
    assert main(["run", *words.split(), "--since", "2026-03-01"]) == 2
    said = capsys.readouterr().err
    assert f"--since makes no sense for {words.split()[0]}" in said
    assert why in said
    assert not ImportRun.objects.exists()


def test_saved_changes_are_read_without_a_key(ran: list[str], settings: object) -> None:
    settings.SOURCE_KEYS = {}  # type: ignore[attr-defined]
    assert main(["run", "permits_clinics", "--no-fetch", "--since", "2026-03-01"]) == 0
    assert ran == ["permits_clinics"]


@pytest.mark.parametrize("words", ["run hira_hospitals --report", "sample hira_hospitals --out"])
def test_a_file_that_cannot_be_written(
    words: str, ran: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*words.split(), str(tmp_path / "nowhere" / "x.json")]) == 2
    assert "x.json cannot be written: No such file or directory." in capsys.readouterr().err
    assert ran == []
