"""The command `etl`: list, check, run and sample the sources, begin a new one, work off what the admin asked for."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console

from etl.arguments import GUARDS, read
from etl.errors import Senseless
from etl.progress import progress_line, saying

if TYPE_CHECKING:
    from etl.run import Options

OK, FAILED, SENSELESS, BUSY = 0, 1, 2, 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 when all is well (unchanged input too), 1 on a failure, 2 for a command that makes
    no sense, 3 when already running."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "geoportal.settings")
    asked = read(arguments)
    commands = {
        "list": show_list, "check": check, "run": run_asked, "sample": sample, "new": new, "worker": worker,
    }  # fmt: skip
    try:
        return commands[asked.command](asked)
    except Senseless as error:
        print(f"etl {asked.command}: {error}", file=sys.stderr)
        return SENSELESS


def show_list(asked: argparse.Namespace) -> int:
    """A line per source."""
    from etl.source import read_source, source_names

    console = plain()
    for name in source_names():
        source = read_source(name)
        console.print(f"{name:<22} {source.kind:<11} {source.format:<10} {source.title_en}", markup=False)
    return OK


def check(asked: argparse.Namespace) -> int:
    """All but the load, past every guard, since it is taken back."""
    from etl.override import operator, run_options

    how = run_options(force=True, dry_run=True, accept=GUARDS, why="etl check", by=operator())
    return run_all(names_asked(asked.name), how)


def run_asked(asked: argparse.Namespace) -> int:
    """The source that was named, all, or those that are due."""
    from etl.due import due_names
    from etl.errors import LoadFailed
    from etl.override import operator, run_options
    from etl.sense import refuse_unwritable

    how = run_options(
        force=asked.force, dry_run=asked.dry_run, accept=asked.accept, why=asked.why, by=operator(),
        since=asked.since, fetch=asked.fetch,
    )  # fmt: skip
    try:
        names = due_names() if asked.due else names_asked(asked.name)
    except LoadFailed as error:
        plain().print(str(error), markup=False)
        return FAILED
    if asked.since:
        names = able(names, how, named=asked.name in names)
    refuse_unwritable(asked.report)
    return run_all(names, how, report=asked.report, brief=asked.due)


def sample(asked: argparse.Namespace) -> int:
    """The first records of a source as JSON lines."""
    from etl.errors import FetchFailed, LoadFailed, ParseFailed
    from etl.sample import sample_lines
    from etl.sense import refuse_unknown, refuse_unwritable

    refuse_unknown(asked.name)
    refuse_unwritable(asked.out)
    try:
        lines = sample_lines(asked.name, asked.number)
    except (FetchFailed, LoadFailed, ParseFailed) as error:
        print(error, file=sys.stderr)
        return FAILED
    text = "".join(f"{line}\n" for line in lines)
    if asked.out:
        asked.out.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    return OK


def new(asked: argparse.Namespace) -> int:
    """A new source's files, and what to do with them."""
    from etl.new import NotNew, make

    try:
        made = make(asked.name)
    except NotNew as error:
        print(error, file=sys.stderr)
        return FAILED
    print(*(f"made {path}" for path in made), sep="\n")
    print(f"Fill in what is marked, add the source to NOTICE, then: etl check {asked.name}")
    return OK


def worker(asked: argparse.Namespace) -> int:
    """Carry out what the admin asked for, until told to stop or, with --once, until nothing waits."""
    from etl.jobs import work

    work(once=asked.once)
    return OK


def names_asked(name: str) -> list[str]:
    """One source, or all in order; Senseless when there is none of this name."""
    from etl.sense import refuse_unknown
    from etl.source import source_names

    if name == "all":
        return source_names()
    refuse_unknown(name)
    return [name]


def able(names: Sequence[str], how: Options, *, named: bool) -> list[str]:
    """Those of the sources that can be asked for changes only, telling why the others are left out; Senseless when
    the one that was `named` cannot."""
    from etl import portal
    from etl.sense import with_changes

    can, unable = with_changes(names, portal.access(), fetch=how.fetch)
    if named and unable:
        raise Senseless("".join(f"--since makes no sense for {name}: {why}." for name, why in unable.items()))
    for name, why in unable.items():
        plain().print(f"{name}: left out of --since, {why}.", markup=False)
    return can


def run_all(names: Sequence[str], how: Options, *, report: os.PathLike[str] | None = None, brief: bool = False) -> int:
    """Run the sources one after the other, telling about each; the worst exit code of all.

    With `brief` nothing is said of sources that have nothing to run on.
    """
    from etl.report import as_text
    from etl.report_file import add_line
    from etl.run import Status
    from etl.safely import run_safely

    codes = {Status.FAILED: FAILED, Status.BUSY: BUSY}
    silent = {Status.NO_INPUT, Status.NOT_NEEDED} if brief else set()
    console, worst = plain(), OK
    with progress_line(console) as progress:
        for number, name in enumerate(names, start=1):
            outcome = run_safely(name, how, say=saying(progress, f"[{number}/{len(names)}] {name}"))
            if outcome.status not in silent:
                console.print(as_text(f"{name}: {outcome.status}. {outcome.message}", outcome.report), markup=False)
            if report:
                add_line(report, outcome, how)
            worst = max(worst, codes.get(outcome.status, OK))
    return worst


def plain() -> Console:
    """The operator's screen without colours in numbers or broken lines."""
    return Console(highlight=False, soft_wrap=True)


if __name__ == "__main__":
    sys.exit(main())
