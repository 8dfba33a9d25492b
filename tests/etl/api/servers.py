"""Servers on this machine that misbehave on purpose."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

Behave = Callable[[socket.socket], None]


@dataclass
class Server:
    """A listening address, and how many connections came."""

    host: str
    port: int
    came: list[int] = field(default_factory=list)


@contextmanager
def serving(host: str, behave: Behave, *, port: int = 0) -> Iterator[Server]:
    """A server that lets `behave` answer each connection, one after the other."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, port), family=family) as listener:
        server = Server(host, listener.getsockname()[1])
        over = threading.Event()

        def loop() -> None:
            while not over.is_set():
                with suppress(OSError):
                    connection, _ = listener.accept()
                    server.came.append(1)
                    with connection, suppress(OSError):
                        connection.settimeout(2)
                        behave(connection)

        listener.settimeout(0.05)
        thread = threading.Thread(target=loop, daemon=True)
        thread.start()
        yield server
        over.set()
        thread.join()


def answer(connection: socket.socket, body: bytes, *headers: str, status: str = "200 OK") -> None:
    """Read one request and answer it, then close."""
    connection.recv(65536)
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers, "", ""]
    connection.sendall("\r\n".join(lines).encode() + body)
