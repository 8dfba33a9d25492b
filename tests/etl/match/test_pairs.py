"""The matching against labelled pairs of made-up rows in the shapes of real ones."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest


def loaded() -> ModuleType:
    """The measuring script beside this file; tests are no package."""
    spec = spec_from_file_location("measure", Path(__file__).with_name("measure.py"))
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


measure = loaded()
PAIRS = measure.labelled()


def test_the_sample_is_large_and_a_third_of_it_is_not_for_tuning() -> None:
    others = [pair for pair in PAIRS if pair.part in ("held_out", "blind")]
    assert len(PAIRS) >= 300
    assert len(others) * 3 >= len(PAIRS)
    assert {pair.part for pair in PAIRS} == {"tuning", "held_out", "blind"}
    assert 0.4 < sum(pair.same for pair in PAIRS) / len(PAIRS) < 0.6


@pytest.mark.parametrize("part", ["tuning", "held_out", "blind"])
def test_trap_25_rows_without_a_shared_key_are_matched_by_name_address_and_distance(part: str) -> None:
    """Measured: tuning 309 pairs, held out 153, blind 60: precision 1.000 and recall 1.000 on each.

    The labels were written before the rules were run on them, by the same hand as the rules, 3 pairs to a
    case. When 90 pairs after real hard cases were added, the rules of that day had 0.946 and 0.914 on the
    tuning part and 0.920 and 0.920 on the held-out part; the causes were then mended, so the held-out part
    is no longer blind. The blind part was written after that and measured once. What the rules do with rows
    nobody wrote for them is in etl/README.md.
    """
    found = measure.measure([pair for pair in PAIRS if pair.part == part])
    assert found.precision >= 0.99, found.wrong
    assert found.recall >= 0.97, found.wrong


@pytest.mark.parametrize("kind", sorted({pair.kind for pair in PAIRS}))
def test_no_kind_of_case_fails_as_a_whole(kind: str) -> None:
    pairs = [pair for pair in PAIRS if pair.kind == kind]
    assert len(measure.measure(pairs).wrong) <= len(pairs) // 10
