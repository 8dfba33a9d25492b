"""A listener that nobody may ever reach."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import suppress

import pytest

from tests.etl.api.servers import Server, answer, serving


@pytest.fixture(scope="package")
def listening() -> Iterator[Server]:
    """A listener on 127.0.0.1 and, where there is one, on ::1, on one port."""

    def behave(connection: socket.socket) -> None:
        answer(connection, b"canary")

    with serving("127.0.0.1", behave) as four:
        with suppress(OSError), serving("::1", behave, port=four.port) as six:
            six.came = four.came
            yield four
            return
        yield four


@pytest.fixture
def canary(listening: Server) -> Server:
    """The listener, with nobody there so far; whoever reaches it has come too far."""
    listening.came.clear()
    return listening
