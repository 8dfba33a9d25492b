"""The glossary's file, data/reference/glossary.csv, as rows and as terms for the checks."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from geoportal.translation.checks.terms import Term

PATH: Path = settings.BASE_DIR / "data" / "reference" / "glossary.csv"


class Row(NamedTuple):
    """One line: a Korean term in one language. `also` holds forms separated by |."""

    ko: str
    kind: str
    language: str
    text: str
    also: str
    fixed: str
    status: str
    source: str

    @property
    def forms(self) -> list[str]:
        return [form for form in self.also.split("|") if form]


def rows(path: Path = PATH) -> Iterator[Row]:
    """Every line of the file; TypeError when a line has not all columns."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        if tuple(next(lines)) != Row._fields:
            raise TypeError(f"{path.name}: the columns are {', '.join(Row._fields)}")
        for line in lines:
            yield Row(*line)


@lru_cache(maxsize=32)
def terms_of_file(language: str) -> tuple[Term, ...]:
    """The file's terms of one language, by its BCP 47 tag in any case."""
    return tuple(
        Term(row.ko, row.text, tuple(row.forms), row.fixed == "yes")
        for row in rows()
        if row.language.lower() == language.lower()
    )
