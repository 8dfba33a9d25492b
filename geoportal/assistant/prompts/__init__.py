"""What a model is told, from the .txt files beside this one."""

from __future__ import annotations

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent


@cache
def system() -> str:
    """Who the model is and what form its answer has."""
    return "\n".join((FOLDER / f"{name}.txt").read_text(encoding="utf-8") for name in ("answer", "form"))
