"""Starting servers, and asking them and the database as fast as they answer."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple
from urllib.error import URLError
from urllib.request import Request, urlopen

from benchmarks import dataset

CLIENTS = 8
TOKEN = "a" * 32
JSON, FORM = "application/json", "application/x-www-form-urlencoded"


class Rate(NamedTuple):
    """Answers per second, and the 95th percentile of their times in milliseconds."""

    per_second: float
    p95_ms: float


class Ask(NamedTuple):
    """What is asked of a server: a GET of `path`, or a POST of `body` to it; drive.lua fills the braces."""

    port: int
    path: str
    body: str = ""
    media_type: str = JSON

    def at(self, **values: float) -> Any:
        """The JSON answer to one question, the braces filled with `values`; None when it is refused (4xx)."""
        path, body = (fill(text, values) for text in (self.path, self.body))
        request = Request(
            f"http://127.0.0.1:{self.port}{path}", body.encode() or None, {"Content-Type": self.media_type}
        )
        try:
            with urlopen(request, timeout=30) as answer:
                return json.load(answer)
        except URLError as error:
            if 400 <= getattr(error, "code", 0) < 500:
                return None
            raise


def fill(text: str, values: Mapping[str, float]) -> str:
    return re.sub(r"{(\w+)}", lambda match: str(values.get(match[1], match[0])), text)


def found(pattern: str, text: str) -> float:
    match = re.search(pattern, text)
    return float(match[1]) if match else sys.exit(f"no {pattern} in:\n{text}")


def wrk(ask: Ask, seconds: float) -> Rate:
    """One question from all clients at random points; any answer but 200 stops the run."""
    lua = Path(__file__).with_name("drive.lua")
    run = ["wrk", "-t2", f"-c{CLIENTS}", f"-d{round(seconds)}s", "--timeout", "30s", "-s", lua]
    asked = {"METHOD": "POST", "ASK": ask.body} if ask.body else {"METHOD": "GET", "ASK": ask.path}
    environment = os.environ | asked | {"TYPE": ask.media_type, "COOKIE": f"csrf={TOKEN}"}
    address = f"http://127.0.0.1:{ask.port}{ask.path if ask.body else ''}"
    output = subprocess.run([*run, address], check=True, capture_output=True, text=True, env=environment).stdout
    if found(r"BAD (\d+)", output):
        sys.exit(f"{ask} was answered with errors:\n{output}")
    return Rate(found(r"Requests/sec:\s+([\d.]+)", output), found(r"P95 ([\d.]+)", output))


def pgbench(statements: str, seconds: float, database: str) -> Rate:
    """The same statements, prepared, over the same socket; `:lat` and `:lon` are random points."""
    points = "\\set lat random(37200, 37650) / 1000.0\n\\set lon random(126750, 127250) / 1000.0\n"
    socket, port = dataset.socket_and_port()
    with tempfile.TemporaryDirectory() as folder:
        script, log = Path(folder, "asked.sql"), Path(folder, "log")
        script.write_text(points + statements, encoding="utf-8")
        program = sorted(Path("/usr/lib/postgresql").glob("*/bin/pgbench"))[-1]
        how = ["-n", "-M", "prepared", "-c", str(CLIENTS), "-j", "2", "-T", str(round(seconds)), "-f", script]
        run = [program, *how, "-l", "--log-prefix", log, "-h", socket, "-p", port, "-U", "geoportal", database]
        output = subprocess.run(run, check=True, capture_output=True, text=True).stdout
        lines = [line for file in Path(folder).glob("log.*") for line in file.read_text().splitlines()]
    times = sorted(int(line.split()[2]) for line in lines)
    return Rate(found(r"tps = ([\d.]+)", output), times[int(len(times) * 0.95)] / 1000)


def serve(
    stack: ExitStack, command: Sequence[str | Path], *, path: str, port: int, env: Mapping[str, str] | None = None
) -> int:
    """Start a server that ends with the stack, wait until `path` answers 200, and give its process id."""
    server = subprocess.Popen(command, env=os.environ | (env or {}))
    stack.callback(stop, server)
    for _ in range(600):
        try:
            urlopen(f"http://127.0.0.1:{port}{path}", timeout=30).close()
            return server.pid
        except OSError:
            if server.poll() is not None:
                break
            time.sleep(0.1)
    sys.exit(f"{command[0]} did not start")


def stop(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def portal(stack: ExitStack, port: int, database: str) -> int:
    """The portal as script/server starts it, on one of the generated databases; its process id."""
    subprocess.run(["script/static"], check=True)
    options = ["--interface", "wsgi", "--port", str(port), "--workers", str(os.cpu_count()), "--blocking-threads", "1"]
    command = ["granian", *options, "--no-ws", "--log-level", "warning", "geoportal.wsgi:application"]
    return serve(stack, command, path="/healthz", port=port, env={"DATABASE_URL": dataset.url(database)})


def memory_mb(process: int) -> float:
    """The largest worker's proportional share of memory (PSS), in MB."""
    return max(pss_kb(child) for child in below(process)) / 1000


def below(process: int) -> Iterable[int]:
    for thread in Path(f"/proc/{process}/task").iterdir():
        for child in map(int, (thread / "children").read_text().split()):
            yield child
            yield from below(child)


def pss_kb(process: int) -> float:
    return found(r"(?m)^Pss:\s+(\d+) kB", Path(f"/proc/{process}/smaps_rollup").read_text()) * 1.024
