"""A new source from the template."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from etl.__main__ import main
from etl.new import ROOT, NotNew, make

ROW = "7,의원,지은의원,경기도 안산시 단원구 지은로 1,031-123-4567,37.3301,126.8101,2026-01-01\n"
FILLED = {
    "https://FILL IN": "https://example.org/",
    "FILL IN: clinic": "의원: clinic",
    "FILL IN": "지은 것",
    "# Every 지은 것 is yours; ": "# ",
}


def fill_in(root: Path, name: str) -> None:
    """What a person does after `etl new`: the YAML's marked places, a made-up row."""
    path = root / "etl" / "sources" / name / "source.yml"
    text = path.read_text(encoding="utf-8")
    for mark, value in FILLED.items():
        text = text.replace(mark, value)
    path.write_text(text, encoding="utf-8")
    with next((root / "fixtures" / "sources" / name).glob("*.csv")).open("a", encoding="utf-8") as opened:
        opened.write(ROW)


def test_a_filled_in_template_passes_the_suite_of_all_sources(tmp_path: Path) -> None:
    for part in ("etl", "geoportal", "fixtures", "tests"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__", "browser"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(ROOT / "data" / "reference", tmp_path / "data" / "reference")
    made = make("jieun_rooms", root=tmp_path)
    assert [path.name for path in made] == [
        "__init__.py", "source.yml", "parse.py", "jieun_rooms_20260101.csv", "test_jieun_rooms.py",
    ]  # fmt: skip
    tests = ["tests/etl/sources/test_all_sources.py", "tests/etl/sources/test_jieun_rooms.py"]
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-k", "jieun_rooms", *tests]
    environment = os.environ | {"PYTHONPATH": str(tmp_path)}
    before = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert before.returncode == 1, before.stdout
    fill_in(tmp_path, "jieun_rooms")
    after = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert after.returncode == 0, after.stdout
    assert "passed" in after.stdout


@pytest.mark.parametrize("name", ["hira_hospitals", "hira", "schools_standard"])
def test_a_name_that_is_taken_is_refused(name: str) -> None:
    with pytest.raises(NotNew, match=f"{name}: there is etl/sources/{name}"):
        make(name)


def test_a_name_of_which_a_part_stands_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "tests" / "etl" / "sources").mkdir(parents=True)
    (tmp_path / "tests" / "etl" / "sources" / "test_rooms.py").write_text("mine")
    with pytest.raises(NotNew, match=r"there is tests/etl/sources/test_rooms\.py"):
        make("rooms", root=tmp_path)
    assert not (tmp_path / "etl").exists()


@pytest.mark.parametrize(
    "name",
    ["", "Rooms", "2rooms", "my-rooms", "my__rooms", "rooms_", "class", "../rooms", "a" * 41, "방", "sample_rooms"],
)
def test_a_bad_name_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(NotNew):
        make(name, root=tmp_path)
    assert not list(tmp_path.iterdir())


def test_the_command_says_why_not(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "hira_hospitals"]) == 1
    assert "there is etl/sources/hira_hospitals already" in capsys.readouterr().err
