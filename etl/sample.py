"""The first records of a source as they would be loaded, without a load."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from itertools import islice
from typing import Any

from etl import fetch, portal
from etl.errors import FetchFailed
from etl.parsing import Parsed, stream
from etl.run import no_input, salt
from etl.source import read_source


def sample_lines(name: str, number: int) -> list[str]:
    """The first `number` records of the input at hand, each as a line of JSON.

    FetchFailed when there is no input, ParseFailed when there is no such source or its input cannot be read.
    """
    source = read_source(name)
    found = fetch.find_input(source, raw_dir=portal.raw_dir(), salt=salt(source, portal.today()))
    if found is None:
        raise FetchFailed(no_input(source, portal.raw_dir()))
    records = stream(source, found, Parsed(), today=portal.today(), known=portal.known(source))
    return [as_json(asdict(record)) for record in islice(records, number)]


def as_json(values: dict[str, Any]) -> str:
    """A record's values as one line; a shape is given by its size in bytes."""
    return json.dumps(values, ensure_ascii=False, default=written)


def written(value: object) -> str:
    """A value that JSON does not know."""
    if isinstance(value, bytes):
        return f"{len(value):,} bytes"
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
