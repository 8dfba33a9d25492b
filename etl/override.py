"""How a run was asked for: past which guards, by whom and why."""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterable
from datetime import datetime

from etl.run import Options
from geoportal.provenance.categories import Guard


def run_options(
    *,
    force: bool = False,
    dry_run: bool = False,
    accept: Iterable[str] = (),
    why: str = "",
    by: str = "",
    since: datetime | None = None,
    fetch: bool = True,
) -> Options:
    """Options for a run; ValueError when a guard is unknown or is passed over without a name and a reason."""
    guards = frozenset(Guard(name).value for name in accept)
    if guards and not (why.strip() and by):
        raise ValueError("A guard is passed over by a named person and for a reason.")
    return Options(force=force, dry_run=dry_run, accept=guards, why=why, by=by, since=since, fetch=fetch)


def operator() -> str:
    """Who gives the command: the name that the operating system knows them by, before any sudo."""
    try:
        return os.environ.get("SUDO_USER") or getpass.getuser()
    except (KeyError, OSError):
        return f"uid {os.getuid()}"
