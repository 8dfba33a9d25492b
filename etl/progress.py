"""The line on the operator's screen that says which step of which source is being done."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, SpinnerColumn, Task, TextColumn, TimeElapsedColumn
from rich.text import Text


class Say(Protocol):
    """What a run tells while it runs: a step, and how much of it is done when that is known."""

    def __call__(self, step: str, done: int = 0, total: int = 0) -> None: ...


class Counted(ProgressColumn):
    """`1,200 of 60,000`; nothing while the whole is not known."""

    def render(self, task: Task) -> Text:
        return Text(counted(int(task.completed), int(task.total or 0)))


def counted(done: int, total: int) -> str:
    """How much is done, in words; empty when the whole is not known."""
    return f"{done:,} of {total:,}" if total else ""


@contextmanager
def progress_line(console: Console) -> Iterator[Progress]:
    """A line that comes and goes on a terminal, and is not there at all where nobody looks."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(20), Counted(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not sys.stdout.isatty()) as progress:
        progress.add_task("")
        yield progress


def saying(progress: Progress, prefix: str) -> Say:
    """A function that writes a step behind the prefix."""
    task = progress.task_ids[0]

    def say(step: str, done: int = 0, total: int = 0) -> None:
        progress.update(task, description=f"{prefix}: {step}", completed=done, total=total or None)

    return say
