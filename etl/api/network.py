"""Connections to public addresses only: a name is resolved once, and the connection goes to that very address."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any

import httpcore

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
Resolve = Callable[[str, int], Sequence[str]]

# Beside what Python knows as not global: what is multicast, reserved, shared by carriers or leads elsewhere.
NOT_PUBLIC = [
    ip_network(text)
    for text in (
        "0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24", "224.0.0.0/4", "240.0.0.0/4",
        # IPv6 of today is 2000::/3; inside it tunnels and examples are not.
        "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
    )
]  # fmt: skip
GLOBAL_IPV6 = ip_network("2000::/3")


class Forbidden(Exception):
    """The connection would have gone where it must not."""


def is_public(address: Address) -> bool:
    """Whether an address is one host of the open internet; IPv4 dressed as IPv6 (mapped, NAT64, 6to4) is not."""
    if not address.is_global or address.is_multicast or address.is_reserved:
        return False
    if isinstance(address, IPv6Address) and address not in GLOBAL_IPV6:
        return False
    return not any(address in network for network in NOT_PUBLIC)


def system_addresses(host: str, port: int) -> list[str]:
    """The host's addresses as the operating system resolves them; OSError when it does not know the name."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(slots=True)
class Deadline:
    """The moment at which the answer on its way must be complete."""

    at: float = field(default_factory=time.monotonic)

    def start(self, seconds: float) -> None:
        self.at = time.monotonic() + seconds

    def left(self, timeout: float | None) -> float:
        """The seconds a single step may take; ReadTimeout when none are left."""
        remaining = self.at - time.monotonic()
        if remaining <= 0:
            raise httpcore.ReadTimeout("the whole answer took too long")
        return remaining if timeout is None else min(timeout, remaining)


class TimedStream(httpcore.NetworkStream):
    """A connection on which every step ends by the deadline, however slowly the other side drips."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left(timeout))
        return TimedStream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class PublicBackend(httpcore.NetworkBackend):
    """Connects to public addresses only, or to those in `allowed_networks`.

    All of a name's addresses must be allowed, or none is tried: a name that also points inwards is hostile.
    """

    def __init__(self, deadline: Deadline, *, resolve: Resolve, allowed_networks: Sequence[Network]) -> None:
        self._deadline = deadline
        self._resolve = resolve
        self._allowed = tuple(allowed_networks)
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        failed: Exception = httpcore.ConnectError("the name has no address")
        for address in self.checked(host, port):
            try:
                stream = self._plain.connect_tcp(str(address), port, self._deadline.left(timeout), local_address)
                return TimedStream(stream, self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise failed

    def checked(self, host: str, port: int) -> list[Address]:
        """The host's addresses; Forbidden when one of them is neither public nor allowed."""
        try:
            found = [ip_address(text) for text in self._resolve(host.strip("[]"), port)]
        except (OSError, UnicodeError, ValueError) as error:
            raise httpcore.ConnectError("the name cannot be resolved") from error
        for address in found:
            if not is_public(address) and not any(address in network for network in self._allowed):
                raise Forbidden(f"{host} leads to {address}, which is no address of the open internet")
        return found

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        raise Forbidden("a socket of this machine")
