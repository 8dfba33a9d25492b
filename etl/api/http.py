"""The one HTTP client of the feed: a single host, public addresses, no redirects, bounded in bytes and time."""

from __future__ import annotations

import re
import ssl
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache
from types import TracebackType

import httpcore
import httpx

from etl.api.network import Deadline, Forbidden, Network, PublicBackend, Resolve, system_addresses
from etl.errors import FetchFailed

HEADERS = {"User-Agent": "geoportal-feed", "Accept": "*/*", "Accept-Encoding": "gzip"}
SPACE = re.compile(r"\s")
REDIRECTS = range(300, 400)
HOST = re.compile(r"[A-Za-z0-9.:-]+")


class NetworkFailed(FetchFailed):
    """No answer came: no connection, cut off or too slow. It may be well in a minute."""


class Refused(FetchFailed):
    """An address or an answer that this client does not touch; asking again changes nothing."""


@cache
def trusted() -> ssl.SSLContext:
    """The authorities that are trusted; made once, for it takes longer than an answer."""
    return httpx.create_ssl_context(trust_env=False)


@dataclass(frozen=True, slots=True)
class Http:
    """How the network is used. Seconds to connect and for the whole answer, and its bytes when inflated.

    `allowed_networks` are addresses beside the public ones; it is for tests, and nothing in the program sets it.
    `resolve` gives a name's addresses, `tls` says which authorities are trusted.
    """

    connect_s: float = 10
    whole_s: float = 60
    max_bytes: int = 100_000_000
    allowed_networks: tuple[Network, ...] = ()
    resolve: Resolve = system_addresses
    tls: Callable[[], ssl.SSLContext] = trusted


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered: status and inflated body."""

    status: int
    body: bytes


class Transport(httpx.BaseTransport):
    """httpx over a pool of connections that only our own backend opens; no proxy, whatever the environment says."""

    def __init__(self, backend: httpcore.NetworkBackend, tls: ssl.SSLContext) -> None:
        self._pool = httpcore.ConnectionPool(ssl_context=tls, network_backend=backend, max_connections=1, retries=0)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        sent = httpcore.Request(
            request.method, url, headers=request.headers.raw, content=b"", extensions=request.extensions
        )
        answer = self._pool.handle_request(sent)
        return httpx.Response(answer.status, headers=answer.headers, stream=Body(answer))

    def close(self) -> None:
        self._pool.close()


class Body(httpx.SyncByteStream):
    """A body on its way, as httpx wants it."""

    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


class Caller:
    """Asks one host. A context manager; `base` is the address without parameters and decides scheme, host and port.

    It speaks to the transport itself: httpx's own client writes every address, and so the key, into the log.
    """

    def __init__(self, base: str, *, http: Http, plain_http: bool = False) -> None:
        self._base = checked_url(base, plain_http=plain_http)
        self._http = http
        self._deadline = Deadline()
        backend = PublicBackend(self._deadline, resolve=http.resolve, allowed_networks=http.allowed_networks)
        self._transport = Transport(backend, http.tls())
        self._timeout = httpx.Timeout(http.whole_s, connect=http.connect_s).as_dict()

    def __enter__(self) -> Caller:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._transport.close()

    def get(self, params: Mapping[str, str]) -> Answer:
        """The answer to the base address with these parameters (plain text; encoded here, once).

        NetworkFailed when it may work later, Refused when not. Neither says the parameters: one is the key.
        """
        self._deadline.start(self._http.whole_s)
        url = self._base.copy_merge_params(dict(params))
        request = httpx.Request("GET", url, headers=HEADERS, extensions={"timeout": self._timeout})
        with named_failures(self._base.host), closing(self._transport.handle_request(request)) as answer:
            if answer.status_code in REDIRECTS:
                raise Refused(f"{self._base.host} sends us to another address; redirects are not followed.")
            return Answer(answer.status_code, bounded(answer, max_bytes=self._http.max_bytes))


def checked_url(text: str, *, plain_http: bool) -> httpx.URL:
    """The address when it is one we may ask: https (http where the source says so), a host, no user in it."""
    try:
        url = httpx.URL(text)
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise Refused(f"This is no address: {text[:100]!r}") from error
    if url.scheme not in ({"https", "http"} if plain_http else {"https"}):
        raise Refused(f"Only https is asked, not {url.scheme or 'an address without scheme'!r}.")
    if url.userinfo or "@" in text:
        raise Refused("An address with a user in it is not asked.")
    if "\\" in text or not HOST.fullmatch(url.host) or SPACE.search(text):
        raise Refused(f"This is no host: {url.host[:100]!r}")
    return url


@contextmanager
def named_failures(host: str) -> Iterator[None]:
    """Whatever goes wrong below, as one of our errors without address, parameters or key."""
    try:
        yield
    except Forbidden as error:
        raise Refused(f"{error}; it is not asked.") from None
    except (httpcore.TimeoutException, httpx.TimeoutException) as error:
        raise NetworkFailed(f"{host} was too slow ({type(error).__name__}).") from None
    except (httpcore.NetworkError, httpcore.ProtocolError, httpx.TransportError, OSError) as error:
        if any(isinstance(one, ssl.SSLCertVerificationError) for one in error.args):
            raise Refused(f"{host}'s certificate is not trusted.") from None
        raise NetworkFailed(f"{host} could not be asked ({type(error).__name__}).") from None


def bounded(answer: httpx.Response, *, max_bytes: int) -> bytes:
    """The inflated body; Refused as soon as it is more than `max_bytes`, before the rest is inflated."""
    coding = answer.headers.get("content-encoding", "identity").strip().casefold()
    if coding not in ("identity", "", "gzip", "x-gzip"):
        raise Refused(f"The answer is packed in a way that was not asked for ({coding[:20]!r}).")
    inflater = zlib.decompressobj(wbits=31) if "gzip" in coding else None
    body = bytearray()
    for part in answer.iter_raw():
        room = max_bytes - len(body) + 1
        try:
            body += inflater.decompress(part, room) if inflater else part
        except zlib.error as error:
            raise NetworkFailed("The answer is packed and damaged.") from error
        if len(body) > max_bytes:
            raise Refused(f"The answer has more than {max_bytes:,} bytes.")
    if inflater and not inflater.eof:
        raise NetworkFailed("The answer is packed and cut off.")
    return bytes(body)
