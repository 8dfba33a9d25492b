"""Rules of the house that a reader relies on."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TRACKED = [
    ROOT / name
    for name in subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    if name and (ROOT / name).is_file()
]
PYTHON = [file for file in TRACKED if file.suffix == ".py" and "migrations" not in file.parts]


@pytest.mark.parametrize("file", PYTHON, ids=lambda file: str(file.relative_to(ROOT)))
def test_no_file_passes_400_lines(file):
    assert len(file.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize(
    "file", [file for file in PYTHON if "tests" not in file.parts], ids=lambda file: str(file.relative_to(ROOT))
)
def test_every_module_says_what_it_is(file):
    text = file.read_text(encoding="utf-8")
    assert not text.strip() or text.startswith(('"""', "#!"))


def test_no_vague_names():
    vague = {"utils", "helpers", "common", "manager", "misc"}
    assert not [file for file in TRACKED if file.stem in vague]


def test_no_unreviewed_markup():
    """HTML is escaped by the templates; nothing marks text as safe or writes it as markup."""
    pattern = re.compile(r"mark_safe\(|\|\s*safe\b|innerHTML|insertAdjacentHTML|setHTML\(")
    files = [file for file in TRACKED if file.suffix in {".py", ".html", ".js"} and "tests" not in file.parts]
    assert not [file for file in files if pattern.search(file.read_text(encoding="utf-8"))]


def test_no_registry_address_anywhere():
    pattern = re.compile(r"pypi\.o" + r"rg|pythonhos" + r"ted|registry\.npm" + r"js|deb\.deb" + r"ian")
    text = {".py", ".toml", ".lock", ".json", ".md", ".yml", ".html", ".js", ".css", ""}
    files = [file for file in TRACKED if file.suffix in text]
    assert not [file for file in files if pattern.search(file.read_text(encoding="utf-8", errors="ignore"))]


def test_readme_lists_every_setting():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    names = set(re.findall(r"[\"'$]\{?((?:GEOPORTAL_[A-Z_]+)|DATABASE_URL)", "".join(
        file.read_text(encoding="utf-8") for file in [ROOT / "geoportal/settings.py", *(ROOT / "script").iterdir()]
    )))  # fmt: skip
    assert len(names) > 8
    assert not sorted(name for name in names if f"`{name}`" not in readme)


def test_notice_names_every_real_source():
    import yaml

    notice = " ".join((ROOT / "NOTICE").read_text(encoding="utf-8").split())
    for file in (ROOT / "etl" / "sources").glob("*/source.yml"):
        source = yaml.safe_load(file.read_text(encoding="utf-8"))
        if not source["is_sample"]:
            assert source["title_en"] in notice, file
