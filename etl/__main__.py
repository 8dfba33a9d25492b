"""The command `etl`: list the sources, check them, run them."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

OK, FAILED, BUSY = 0, 1, 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 when all is well (unchanged input too), 1 on a failure, 3 when already running."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "geoportal.settings")
    asked = parser().parse_args(arguments)
    if asked.command == "list":
        return show_list()
    names = names_asked(asked.name)
    if asked.command == "check":
        return run_all(names, force=True, accept_fall=True, dry_run=True)
    return run_all(names, force=asked.force, accept_fall=asked.accept_fall, dry_run=asked.dry_run)


def parser() -> argparse.ArgumentParser:
    """The arguments that `etl` takes."""
    top = argparse.ArgumentParser(prog="etl", description="Fill the portal from public data.")
    commands = top.add_subparsers(dest="command", required=True)
    commands.add_parser("list", help="the sources, in the order in which they run")
    check = commands.add_parser("check", help="everything but the load")
    check.add_argument("name", nargs="?", default="all")
    run = commands.add_parser("run", help="fetch, check and load")
    run.add_argument("name", help="a source, or `all`")
    run.add_argument("--dry-run", action="store_true", help="load, then take it back")
    run.add_argument("--force", action="store_true", help="load although the input is unchanged")
    run.add_argument("--accept-fall", action="store_true", help="load although far fewer rows came than stand")
    return top


def names_asked(name: str) -> list[str]:
    """One source, or all in order."""
    from etl.source import source_names

    return source_names() if name == "all" else [name]


def show_list() -> int:
    """A line per source."""
    from etl.source import read_source, source_names

    console = Console(highlight=False, soft_wrap=True)
    for name in source_names():
        source = read_source(name)
        console.print(f"{name:<22} {source.kind:<11} {source.format:<10} {source.title_en}", markup=False)
    return OK


def run_all(names: Sequence[str], *, force: bool, accept_fall: bool, dry_run: bool) -> int:
    """Run the sources one after the other, telling about each; the worst exit code of all."""
    from etl.report import as_text
    from etl.run import Options, Status, run

    codes = {Status.FAILED: FAILED, Status.BUSY: BUSY}
    how = Options(force=force, accept=frozenset({"fall"} if accept_fall else ()), dry_run=dry_run)
    console = Console(highlight=False, soft_wrap=True)
    worst = OK
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not sys.stdout.isatty()) as progress:
        task = progress.add_task("")
        for number, name in enumerate(names, start=1):

            def say(step: str, prefix: str = f"[{number}/{len(names)}] {name}") -> None:
                progress.update(task, description=f"{prefix}: {step}")

            outcome = run(name, how, say=say)
            console.print(as_text(f"{name}: {outcome.status}. {outcome.message}", outcome.report), markup=False)
            worst = max(worst, codes.get(outcome.status, OK))
    return worst


if __name__ == "__main__":
    sys.exit(main())
