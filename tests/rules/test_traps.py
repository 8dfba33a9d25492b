"""Every known trap of the sources is met: by tests that bear its number, or by a reason why it cannot occur."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NUMBERED = re.compile(r"^def (test_traps?_((?:\d\d_(?:and_)?)+)\w+)\(", re.MULTILINE)
ROW = re.compile(r"^\| (\d\d) \| (.+?) \| (.+?) \| (.+?) \|$", re.MULTILINE)
NUMBERS = range(1, 63)
CANNOT = "cannot occur"


def numbered_tests() -> dict[str, set[int]]:
    """The traps that each test names, by the test's name."""
    texts = (path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    found = [match for text in texts for match in NUMBERED.findall(text)]
    return {name: {int(number) for number in re.findall(r"\d\d", numbers)} for name, numbers in found}


TESTS = numbered_tests()
SECTION = (ROOT / "etl" / "README.md").read_text(encoding="utf-8").split("\n## Traps\n")[1]
ROWS = {int(number): (what, where, test) for number, what, where, test in ROW.findall(SECTION)}


def test_names_are_read_right() -> None:
    names = (
        "def test_trap_15_5174_is_bessel(): ...\ndef test_traps_30_31_39_a_si(): ...\ndef test_trap_01_and_02_a(): ..."
    )
    found = [numbers for _, numbers in NUMBERED.findall(names)]
    assert [re.findall(r"\d\d", numbers) for numbers in found] == [["15"], ["30", "31", "39"], ["01", "02"]]


def test_the_table_has_each_trap_once() -> None:
    assert list(NUMBERS) == sorted(ROWS)
    assert len(ROW.findall(SECTION)) == len(ROWS)


@pytest.mark.parametrize("number", NUMBERS)
def test_each_trap_has_a_test_that_bears_its_number(number: int) -> None:
    _, where, test = ROWS[number]
    if test.startswith(CANNOT):
        assert len(test) > len(CANNOT) + 10, "why can it not occur?"
        return
    assert number in TESTS[test.strip("`")]
    assert (ROOT / where.strip("`")).is_file()


def test_no_test_bears_a_number_that_is_none() -> None:
    assert not {number for numbers in TESTS.values() for number in numbers} - set(NUMBERS)


def test_one_name_is_one_test() -> None:
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py")]
    assert len([name for text in texts for name, _ in NUMBERED.findall(text)]) == len(TESTS)
    loose = [name for text in texts for name in re.findall(r"(?m)^def (test_traps?_\w+)", text) if name not in TESTS]
    assert loose == []
