"""A saved page of an API's answer: its rows by the names of the file's columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from etl.api.codes import Refusal
from etl.api.envelopes import Row, read_page
from etl.errors import ParseFailed
from etl.source import Api

SPELLINGS = " | "


def read_api_page(path: Path, *, api: Api) -> list[Row]:
    """The rows of one saved page, as text, by the column names in `api.fields`.

    Every column of `api.fields` is in every row, blank when the answer left it out (providers omit what is
    empty). Fields that `api.fields` does not name keep their own name. A page without data gives no rows.
    ParseFailed, with the file's name, when the page is an error or damaged, or its names
    of fields are not those of `api.id` and `api.fields`.
    """
    try:
        rows = read_page(path.read_bytes(), api=api).rows
    except Refusal as error:
        raise ParseFailed(f"{path.name}: {error}") from error
    refuse_strange(path, rows, api)
    spellings = {column: names.split(SPELLINGS) for column, names in api.fields.items()}
    return [renamed(row, spellings) for row in rows]


def refuse_strange(path: Path, rows: Sequence[Row], api: Api) -> None:
    """ParseFailed when no row has the id, or none any field that we know: the API's names have changed."""
    if rows and api.id and not any(row.get(api.id) for row in rows):
        raise ParseFailed(f"{path.name}: no row has the field {api.id!r}; the API's names have changed.")
    known = {name for names in api.fields.values() for name in names.split(SPELLINGS)}
    if rows and known and not any(known & set(row) for row in rows):
        raise ParseFailed(f"{path.name}: no field is known ({', '.join(list(rows[0])[:5])}); the names have changed.")


def renamed(row: Row, spellings: Mapping[str, Sequence[str]]) -> Row:
    """A row by the file's column names; of a field's spellings the first with a value counts."""
    taken = {name for names in spellings.values() for name in names}
    own = {column: next((row[name] for name in names if row.get(name)), "") for column, names in spellings.items()}
    return own | {name: value for name, value in row.items() if name not in taken}
