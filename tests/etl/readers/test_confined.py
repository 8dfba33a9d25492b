"""A reader in a child process: bound in memory and time, without secrets, and its failures are ParseFailed."""

from __future__ import annotations

import operator
import os
import resource
import time

import pytest

from etl.errors import ParseFailed
from etl.readers.confined import CPU_SECONDS, MEMORY_BYTES, confined, environment


def test_what_a_function_gives_comes_back() -> None:
    assert confined(operator.add, "지은", "이") == "지은이"


def test_the_child_is_bound_for_good() -> None:
    assert confined(resource.getrlimit, resource.RLIMIT_AS) == [MEMORY_BYTES, MEMORY_BYTES]
    assert confined(resource.getrlimit, resource.RLIMIT_CPU) == [CPU_SECONDS, CPU_SECONDS + 1]
    assert confined(resource.getrlimit, resource.RLIMIT_CORE) == [0, 0]


def test_too_much_memory_is_refused() -> None:
    with pytest.raises(ParseFailed, match="too much memory"):
        confined(operator.mul, "지은", 300_000_000)


def test_too_much_computing_is_refused() -> None:
    with pytest.raises(ParseFailed, match="takes too long"):
        confined(operator.pow, 7, 10**9, cpu_s=1)


def test_waiting_too_long_is_refused() -> None:
    with pytest.raises(ParseFailed, match="takes too long"):
        confined(time.sleep, 60, wall_s=1)


def test_a_reader_that_is_killed_is_refused() -> None:
    with pytest.raises(ParseFailed, match="breaks its reader"):
        confined(os.abort)


def test_a_fault_of_the_reader_is_refused_with_its_name() -> None:
    with pytest.raises(ParseFailed, match=r"cannot be read \(TypeError"):
        confined(operator.add, "지은", 1)


def test_what_the_child_prints_is_not_its_answer() -> None:
    assert confined(print, "made up") is None


def test_the_child_knows_none_of_our_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GEOPORTAL_KEY_DATAGO", "made up")
    assert not [name for name in environment() if name.startswith(("GEOPORTAL", "DATABASE"))]
    assert confined(os.getenv, "GEOPORTAL_KEY_DATAGO") is None
