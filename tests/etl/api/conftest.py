"""A listener that nobody may ever reach, and an operator's desk with a made-up provider."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from etl.source import Api, Provider
from tests.etl.api.desk import Desk
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


@pytest.fixture(scope="session")
def httpserver_listen_address() -> tuple[str, int]:
    return ("127.0.0.1", 0)


@pytest.fixture
def desk(httpserver: HTTPServer, tmp_path: Path) -> Desk:
    api = Api(
        provider=Provider.DATAGO, url=httpserver.url_for("/openapi/list"), key="DATAGO", id="id",
        params={"_type": "json"}, page="https://www.data.go.kr/data/0/openapi.do", plain_http=True,
    )  # fmt: skip
    return Desk(httpserver, tmp_path / "raw", api)
