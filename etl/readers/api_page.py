"""A saved page of an API's answer: its rows by the names of the file's columns."""

from __future__ import annotations

from pathlib import Path

from etl.api.codes import Refusal
from etl.api.envelopes import Row, read_page
from etl.errors import ParseFailed
from etl.source import Api


def read_api_page(path: Path, *, api: Api) -> list[Row]:
    """The rows of one saved page, as text, by the column names in `api.fields`.

    Every column of `api.fields` is in every row, blank when the answer left it out (providers omit what is
    empty). Fields that `api.fields` does not name keep their own name. A page without data gives no rows.
    ParseFailed, with the file's name, when the page is an error or damaged, or no row has the field `api.id`.
    """
    try:
        rows = read_page(path.read_bytes(), api=api).rows
    except Refusal as error:
        raise ParseFailed(f"{path.name}: {error}") from error
    if rows and api.id and not any(row.get(api.id) for row in rows):
        raise ParseFailed(f"{path.name}: no row has the field {api.id!r}; the API's names have changed.")
    return [renamed(row, api) for row in rows]


def renamed(row: Row, api: Api) -> Row:
    """A row by the file's column names."""
    taken = set(api.fields.values())
    return {column: row.get(name, "") for column, name in api.fields.items()} | {
        name: value for name, value in row.items() if name not in taken
    }
