"""Beginning a new source: its folder, its fixture and its test, from the template."""

from __future__ import annotations

import keyword
import re
from pathlib import Path
from string import Template

TEMPLATE = Path(__file__).resolve().parent / "template"
ROOT = TEMPLATE.parents[1]
NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
LONGEST = 40


class NotNew(ValueError):
    """The name cannot be that of a new source; the message says why."""


def make(name: str, *, root: Path = ROOT) -> list[Path]:
    """Write the files of a new source below `root`; their paths from there. NotNew writes nothing."""
    refuse_bad_name(name)
    files = rendered(name)
    taken = [path for path in (folder(name), folder(name).with_suffix(".py"), *files) if (root / path).exists()]
    if taken:
        raise NotNew(f"{name}: there is {taken[0]} already.")
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return list(files)


def refuse_bad_name(name: str) -> None:
    """NotNew when a name cannot be a module, or says something that the source would not be."""
    if not NAME.fullmatch(name) or len(name) > LONGEST or keyword.iskeyword(name):
        raise NotNew(f"{name!r} is no name: lower-case letters, digits, single _, a letter first, at most {LONGEST}.")
    if name.startswith("sample_"):
        raise NotNew("A source of samples has no files: write it like etl/sources/sample_schools/.")


def rendered(name: str) -> dict[Path, str]:
    """The text of each file of a new source."""
    return {
        folder(name) / "__init__.py": "",
        folder(name) / "source.yml": filled("source.yml", name),
        folder(name) / "parse.py": filled("parse.py", name),
        Path("fixtures", "sources", name, f"{name}_20260101.csv"): filled("fixture.csv", name),
        Path("tests", "etl", "sources", f"test_{name}.py"): filled("test.py", name),
    }


def folder(name: str) -> Path:
    """A source's folder from the root."""
    return Path("etl", "sources", name)


def filled(file: str, name: str) -> str:
    """A file of the template with the source's name in it."""
    return Template((TEMPLATE / f"{file}.txt").read_text(encoding="utf-8")).substitute(name=name)
