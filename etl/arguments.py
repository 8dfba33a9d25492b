"""What the command `etl` takes."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from geoportal.provenance.categories import Guard

KOREA = ZoneInfo("Asia/Seoul")
GUARDS = [guard.value for guard in Guard]


def read(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The arguments, checked; SystemExit with code 2 when they make no sense."""
    top = parser()
    asked = top.parse_args(arguments)
    if asked.command == "run":
        refuse_senseless(top, asked)
    return asked


def refuse_senseless(top: argparse.ArgumentParser, asked: argparse.Namespace) -> None:
    """SystemExit when it is not said what to run, or a guard is passed over without a reason or by a timer."""
    if asked.due == bool(asked.name):
        top.error("run: say either a source (or `all`) or --due")
    if asked.accept and asked.due:
        top.error("run: --accept is for a person and a source, not for --due")
    if bool(asked.accept) != bool(asked.why.strip()):
        top.error("run: --accept and --why TEXT belong together")


def parser() -> argparse.ArgumentParser:
    """The commands and their arguments."""
    top = argparse.ArgumentParser(prog="etl", description="Fill the portal from public data.")
    commands = top.add_subparsers(dest="command", required=True)
    commands.add_parser("list", help="the sources, in the order in which they run")
    check = commands.add_parser("check", help="everything but the load")
    check.add_argument("name", nargs="?", default="all", help="a source; all when left out")
    add_run(commands.add_parser("run", help="fetch, check and load"))
    sample = commands.add_parser("sample", help="the first records of a source as JSON lines, without loading")
    sample.add_argument("name", help="a source")
    sample.add_argument("-n", "--number", type=positive, default=20, help="how many (20)")
    sample.add_argument("--out", type=Path, metavar="FILE", help="write there instead of to the screen")
    new = commands.add_parser("new", help="the folder, fixture and test of a new source, from a template")
    new.add_argument("name", help="lower-case letters, digits and _")
    worker = commands.add_parser("worker", help="carry out the runs that were asked for in the admin")
    worker.add_argument("--once", action="store_true", help="stop when nothing waits any more")
    return top


def add_run(run: argparse.ArgumentParser) -> None:
    """The arguments of `etl run`."""
    run.add_argument("name", nargs="?", help="a source, or `all`")
    run.add_argument("--due", action="store_true", help="those whose turn it is; for a timer")
    run.add_argument("--dry-run", action="store_true", help="load, then take it back")
    run.add_argument("--force", action="store_true", help="load although the input is unchanged")
    run.add_argument(
        "--accept", action="append", choices=GUARDS, default=[], help="pass over a guard this once; may be repeated"
    )
    run.add_argument("--why", default="", metavar="TEXT", help="the reason, kept in the run log; --accept needs one")
    run.add_argument(
        "--since", type=day, metavar="YYYY-MM-DD", help="ask an API only for what changed from that day on"
    )
    run.add_argument(
        "--fetch", action=argparse.BooleanOptionalAction, default=True, help="ask the source's API when its key is set"
    )
    run.add_argument("--report", type=Path, metavar="FILE", help="add one line of JSON for each source to this file")


def day(text: str) -> datetime:
    """The beginning of a day in Korea."""
    return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=KOREA)


def positive(text: str) -> int:
    """A whole number from 1 on."""
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number
