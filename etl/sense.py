"""Commands that make no sense are refused before any work, and before a run is written that the public would see."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from etl.errors import Senseless
from etl.remote import Access
from etl.source import FOLDER, read_source


def refuse_unknown(name: str) -> None:
    """Senseless when there is no source of this name."""
    if not (FOLDER / name / "source.yml").is_file():
        known = sorted(path.parent.name for path in FOLDER.glob("*/source.yml"))
        raise Senseless(f"There is no source {name!r}. Known: {', '.join(known)}")


def refuse_unwritable(path: Path | None) -> None:
    """Senseless when the file cannot be written; one that is not there yet begins empty."""
    if path is None:
        return
    try:
        path.open("a", encoding="utf-8").close()
    except OSError as error:
        raise Senseless(f"{path} cannot be written: {error.strerror}.") from error


def with_changes(names: Sequence[str], access: Access, *, fetch: bool) -> tuple[list[str], dict[str, str]]:
    """The sources that can be asked for changes only, and why each of the others cannot."""
    why = {name: why_no_changes(name, access, fetch=fetch) for name in names}
    return [name for name in names if not why[name]], {name: reason for name, reason in why.items() if reason}


def why_no_changes(name: str, access: Access, *, fetch: bool) -> str:
    """Why --since makes no sense for a source; empty when it does."""
    api = read_source(name).api
    if api is None or not api.since:
        return "it cannot be asked for changes only"
    if fetch and not access.keys.get(api.key):
        return f"changes come from its API only, and GEOPORTAL_KEY_{api.key} is not set"
    return ""
