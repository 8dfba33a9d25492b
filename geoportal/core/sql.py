"""Statements kept in .sql files, and the one way to run them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.db import connection
from psycopg.pq import Format

CHUNK_ROWS = 5000
GEOPORTAL = Path(__file__).resolve().parent.parent


@cache
def statement(name: str) -> str:
    """The text of `<app>/sql/<file>.sql` without its comments, asked for as `<app>/<file>`."""
    app, _, file = name.partition("/")
    lines = (GEOPORTAL / app / "sql" / f"{file}.sql").read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if not line.lstrip().startswith("--"))


def rows(name: str, params: Mapping[str, Any], *, binary: bool = False) -> list[tuple[Any, ...]]:
    """All rows of the named statement, as tuples in the order its comment gives.

    `binary` has values sent as the database holds them: large bytes come in half the length.
    """
    with connection.cursor() as cursor:
        if binary:
            cursor.cursor.format = Format.BINARY
        cursor.execute(statement(name), params)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def streamed(name: str, params: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
    """The rows of the named statement, fetched some at a time; inside a transaction only."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(statement(name), params)
        while found := cursor.fetchmany(CHUNK_ROWS):
            yield from found


def run(name: str, params: Mapping[str, Any]) -> int:
    """Run the named statement for its effect; the number of rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(statement(name), params)
        touched: int = cursor.rowcount
    return touched
