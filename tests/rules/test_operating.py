"""What docs/operating.md tells an operator to type is understood, and says all there is."""

from __future__ import annotations

import configparser
import re
import shlex
from pathlib import Path

import pytest
from django.conf import settings

from etl.arguments import read
from etl.source import Provider, source_names
from geoportal.provenance.categories import Guard

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", TEXT, re.DOTALL)
COMMANDS = sorted(
    {
        match
        for _, block in BLOCKS
        for match in re.findall(r"(?:^|/bin/)(etl .*)$", block, re.MULTILINE)
    }
)  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_understood(command: str) -> None:
    asked = read(shlex.split(command)[1:])
    name = getattr(asked, "name", None)
    assert name in (None, "all", *source_names()) or asked.command == "new"


def test_the_commands_were_found() -> None:
    assert {read(shlex.split(command)[1:]).command for command in COMMANDS} == {
        "run",
        "worker",
        "new",
        "sample",
        "check",
    }
    assert sum("run --due" in command for command in COMMANDS) == 1


@pytest.mark.parametrize("unit", [block for kind, block in BLOCKS if kind == "ini"])
def test_units_are_well_formed(unit: str) -> None:
    parsed = configparser.ConfigParser(interpolation=None)
    parsed.optionxform = str  # type: ignore[assignment,method-assign]
    parsed.read_string(unit)
    assert parsed["Unit"]["Description"]
    assert parsed.has_section("Timer") or parsed["Service"]["ExecStart"].startswith("/srv/geoportal/.venv/bin/etl ")


def test_a_cron_line_has_five_fields_and_one_line() -> None:
    (line,) = [block.strip() for kind, block in BLOCKS if kind == "cron"]
    assert "\n" not in line
    assert re.match(r"[\d*]+ \* \* \* \* ", line)


def test_every_guard_key_and_exit_code_is_told() -> None:
    for guard in Guard:
        assert f"| `{guard}` |" in TEXT
    assert {provider.name for provider in Provider} == set(settings.SOURCE_KEYS)
    for key in settings.SOURCE_KEYS:
        assert f"| `GEOPORTAL_KEY_{key}` |" in TEXT
    assert re.findall(r"^\| (\d) \|", TEXT, re.MULTILINE) == ["0", "1", "2", "3"]
