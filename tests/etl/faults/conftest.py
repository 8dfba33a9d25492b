"""Two sources loaded in a database that processes may be killed over."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.etl.faults import editions
from tests.etl.faults.apart import Apart, copied, loading


@pytest.fixture(scope="package")
def apart(django_db_setup: None, django_db_blocker: Any) -> Iterator[Apart]:
    """A copy of the empty test database with the made-up province in it, and a loader on it."""
    with django_db_blocker.unblock():
        params = connection.get_connection_params()
        connection.close()
        connection.close_pool()
    with copied(params["dbname"], params) as conninfo, loading(conninfo) as made:
        [pid] = made.start(None, ["list"], province=True)
        assert made.code(pid) == 0
        yield made


@pytest.fixture(scope="package")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Raw folders by edition: `A` and `B` of HIRA's list, each beside the same list of E-Gen's."""
    made = {letter: tmp_path_factory.mktemp(f"raw_{letter}") for letter in "AB"}
    for letter, raw in made.items():
        editions.write_hira(raw, editions.hira_edition(letter))
        editions.write_egen(raw, (editions.egen_row(number) for number in range(250, 2250)))
    return made
