"""Runs a reader in a child process with little memory, little time and none of our secrets."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from etl.errors import ParseFailed

MEMORY_BYTES = 512 * 1024**2
FILE_BYTES = 500_000_000
CPU_SECONDS = 60
WALL_SECONDS = 180
ROOT = Path(__file__).resolve().parents[2]
# Big libraries that pyogrio takes when they are there: without them a child starts in half the time and memory.
UNWANTED = ("pandas", "pyarrow", "geopandas")
KILLED = {signal.SIGXCPU: "takes too long", signal.SIGKILL: "takes too long", signal.SIGXFSZ: "inflates without end"}


def confined(
    function: Callable[..., Any],
    *args: str | int,
    memory_bytes: int = MEMORY_BYTES,
    cpu_s: int = CPU_SECONDS,
    wall_s: int = WALL_SECONDS,
) -> Any:
    """What a function of a module says, run in a child process within the limits.

    Arguments and result are plain JSON values, so a child that a hostile file has taken over can give back
    nothing but text and numbers. Whatever goes wrong in the child is a ParseFailed here.
    """
    request = json.dumps([function.__module__, function.__qualname__, list(args), memory_bytes, cpu_s])
    try:
        done = subprocess.run(
            [sys.executable, "-m", "etl.readers.confined"],
            input=request.encode(), capture_output=True, timeout=wall_s, env=environment(), cwd=ROOT, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise ParseFailed("Reading the file takes too long; it is refused.") from error
    return outcome(done.returncode, done.stdout)


def environment() -> Mapping[str, str]:
    """What the child may know: where programs are, and to use one thread."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "TMPDIR") if name in os.environ}
    threads = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "GDAL_NUM_THREADS"), "1")
    return {**kept, **threads, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "MALLOC_ARENA_MAX": "1"}


def outcome(code: int, written: bytes) -> Any:
    """The child's result; ParseFailed when it refused the file or did not live to say so."""
    if code < 0:
        raise ParseFailed(f"Reading the file {KILLED.get(signal.Signals(-code), 'breaks its reader')}; it is refused.")
    try:
        said, result = json.loads(written)
    except ValueError as error:
        raise ParseFailed("Reading the file breaks its reader; it is refused.") from error
    if said != "read":
        raise ParseFailed(str(result))
    return result


def main() -> None:
    """The child: read one request from the standard input, answer on the standard output."""
    answer_to = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    module, name, args, memory_bytes, cpu_s = json.load(sys.stdin)
    limit(memory_bytes=memory_bytes, cpu_s=cpu_s)
    answer = answered(module, name, args)
    with answer_to:
        answer_to.write(answer)


def limit(*, memory_bytes: int, cpu_s: int) -> None:
    """Bind this process for good."""
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_s, cpu_s + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_BYTES, FILE_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def answered(module: str, name: str, args: Sequence[str | int]) -> bytes:
    """`["read", result]`, or `["refused", why]`, as JSON."""
    for unwanted in UNWANTED:
        sys.modules[unwanted] = None  # type: ignore[assignment]
    try:
        result = getattr(import_module(module), name)(*args)
        return json.dumps(["read", result]).encode()
    except ParseFailed as error:
        return json.dumps(["refused", str(error)]).encode()
    except MemoryError:
        pass
    except Exception as error:
        return json.dumps(["refused", f"The file cannot be read ({type(error).__name__}: {error})."]).encode()
    return json.dumps(["refused", "Reading the file takes too much memory; it is refused."]).encode()


if __name__ == "__main__":
    main()
