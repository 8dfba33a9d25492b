"""The client reaches public hosts only, and no answer costs more than its bounds (promise E9)."""

import gzip
import socket
import tracemalloc
from dataclasses import replace
from ipaddress import ip_address, ip_network

import pytest

from etl.api.http import Answer, Caller, Http, NetworkFailed, Refused
from etl.api.network import is_public, system_addresses
from etl.errors import FetchFailed
from tests.etl.api.servers import Behave, Server, answer, serving

HERE = (ip_network("127.0.0.2/32"),)
QUICK = Http(connect_s=1, whole_s=1, max_bytes=100_000)
LOCAL = replace(QUICK, allowed_networks=HERE)

NAMES = {
    "localhost": "127.0.0.1", "inward.example.kr": "127.0.0.1", "private.example.kr": "10.0.0.1",
    "metadata.example.kr": "169.254.169.254", "mapped.example.kr": "::ffff:127.0.0.1", "ula.example.kr": "fd00::1",
    "nat64.example.kr": "64:ff9b::7f00:1", "sixtofour.example.kr": "2002:7f00:1::", "linklocal.example.kr": "fe80::1",
    "carrier.example.kr": "100.64.0.1", "multicast.example.kr": "224.0.0.1", "teredo.example.kr": "2001:0:7f00:1::",
}  # fmt: skip
INWARD = [
    # Loopback in every way of writing it.
    "127.0.0.1", "127.0.0.1.", "127.1", "127.0.1", "2130706433", "017700000001", "0x7f000001", "0x7f.0.0.1", "0x7f.1",
    "0177.0.0.1", "0177.0.0.01", "127.255.255.254", "127.0.0.2", "0", "0.0.0.0", "0x0", "00.0.0.0", "%31%32%37.0.0.1",
    "１２７.0.0.1", "127。0。0。1", "ⓛocalhost", "localhost", "LOCALHOST", "[::1]", "[::]", "[0:0:0:0:0:0:0:1]",
    "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[64:ff9b::127.0.0.1]", "[64:ff9b:1::127.0.0.1]",
    "[2002:7f00:1::]", "[2001:0:7f00:1::]",
    # What is not of the open internet for other reasons.
    "169.254.169.254", "[fd00:ec2::254]", "2852039166", "0xa9fea9fe", "10.0.0.1", "172.16.0.1", "172.31.255.255",
    "192.168.0.1", "100.64.0.1", "100.127.255.255", "192.0.0.1", "192.0.2.1", "198.18.0.1", "203.0.113.1", "224.0.0.1",
    "240.0.0.1", "255.255.255.255", "[fc00::1]", "[fe80::1]", "[ff02::1]", "[2001:db8::1]", "[fec0::1]", "[100::1]",
    *(name for name in NAMES if name != "localhost"),
]  # fmt: skip
NO_ADDRESS = [
    "file:///etc/hostname", "gopher://{}/_x", "ftp://{}/", "dict://{}/x", "ldap://{}/", "jar:http://{}!/", "//{}/",
    "{}", "", "data:text/plain,x", "javascript:alert(1)", "unix:///run/x.sock", "http+unix://%2Frun%2Fx/", "ws://{}/",
    "http://user@{}/", "http://user:secret@{}/", "http://apis.data.go.kr@{}/", "http://@{}/", "http://{}\\@x.kr/",
    "http://x.kr\\@{}/", "http://{}#@x.kr/", "http:///x", "http://{} /", "http://{}:99999/",
]  # fmt: skip


def get(url: str, *, http: Http = LOCAL) -> Answer:
    """The answer to the most permissive caller there is."""
    with Caller(url, http=http, plain_http=True) as caller:
        return caller.get({"serviceKey": "made-up-key"})


def stub(host: str, port: int) -> list[str]:
    """Made-up names lead where NAMES says; numbers in any spelling are resolved as the system does."""
    return [NAMES[host.casefold()]] if host.casefold() in NAMES else system_addresses(host, port)


@pytest.mark.parametrize("host", INWARD)
def test_no_spelling_of_an_inward_address_is_reached(host: str, canary: Server) -> None:
    with pytest.raises(FetchFailed):
        get(f"http://{host}:{canary.port}/", http=replace(QUICK, resolve=stub))
    assert canary.came == []


@pytest.mark.parametrize("address", NO_ADDRESS)
def test_what_is_no_plain_address_is_not_asked(address: str, canary: Server) -> None:
    url = address.format(f"127.0.0.1:{canary.port}")
    with pytest.raises(Refused), Caller(url, http=replace(QUICK, resolve=stub), plain_http=True):
        pass
    assert canary.came == []


def test_the_listener_is_reached_by_whoever_is_allowed_to(canary: Server) -> None:
    allowed = replace(QUICK, allowed_networks=(ip_network("127.0.0.1/32"),), resolve=stub)
    assert get(f"http://2130706433:{canary.port}/", http=allowed).body == b"canary"
    assert canary.came == [1]


def test_there_are_sixty_cases_and_more() -> None:
    assert len(INWARD) + len(NO_ADDRESS) >= 60


@pytest.mark.parametrize("host", ["127.0.0.1", "2130706433", "[::1]", "inward.example.kr"])
def test_the_refusal_names_where_it_would_have_led(host: str, canary: Server) -> None:
    with pytest.raises(Refused, match=r"leads to (127\.0\.0\.1|::1), which is no address of the open internet"):
        get(f"http://{host}:{canary.port}/", http=replace(QUICK, resolve=stub))


def test_trap_59_plain_http_only_where_the_source_says_so(canary: Server) -> None:
    with pytest.raises(Refused, match="Only https"):
        Caller(f"http://127.0.0.1:{canary.port}/", http=QUICK)
    with Caller(f"https://127.0.0.1:{canary.port}/", http=QUICK) as caller, pytest.raises(Refused, match="leads to"):
        caller.get({})
    assert canary.came == []


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "27.101.215.1", "2a00:1450:4001::1", "2620:fe::fe"])
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(ip_address(address))


def test_a_name_that_also_leads_inwards_is_refused_whole(canary: Server) -> None:
    both = replace(QUICK, resolve=lambda host, port: ["8.8.8.8", "127.0.0.1"])
    with pytest.raises(Refused, match=r"leads to 127\.0\.0\.1"):
        get(f"http://both.example.kr:{canary.port}/", http=both)
    assert canary.came == []


@pytest.mark.allow_hosts(["127.0.0.1", "127.0.0.2", "::1"])
def test_a_name_that_changes_its_address_gains_nothing(canary: Server) -> None:
    """The first answer of the resolver is the one that is checked and the one that is asked."""
    addresses = iter(["127.0.0.2", "127.0.0.1"])
    asked = []

    def rebinding(host: str, port: int) -> list[str]:
        asked.append(host)
        return [next(addresses)]

    with serving("127.0.0.2", lambda one: answer(one, b"honest"), port=canary.port) as honest:
        url = f"http://rebinding.example.kr:{honest.port}/"
        with Caller(url, http=replace(LOCAL, resolve=rebinding), plain_http=True) as caller:
            assert caller.get({}) == Answer(200, b"honest")
            assert asked == ["rebinding.example.kr"]
            with pytest.raises(Refused, match=r"127\.0\.0\.1"):
                caller.get({})
    assert canary.came == []


@pytest.mark.allow_hosts(["127.0.0.1", "127.0.0.2", "::1"])
@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See", "307 Temporary", "308 Permanent"])
def test_redirects_are_not_followed(status: str, canary: Server) -> None:
    to = f"Location: http://127.0.0.1:{canary.port}/"
    moved = serving("127.0.0.2", lambda one: answer(one, b"", to, status=status))
    with moved as server, pytest.raises(Refused, match="redirects are not followed"):
        get(f"http://127.0.0.2:{server.port}/")
    assert canary.came == []


@pytest.mark.allow_hosts(["127.0.0.1", "127.0.0.2", "::1"])
@pytest.mark.parametrize("name", ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"])
def test_no_proxy_of_the_environment_is_asked(name: str, canary: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, f"http://127.0.0.1:{canary.port}")
    with serving("127.0.0.2", lambda one: answer(one, b"direct")) as server:
        assert get(f"http://127.0.0.2:{server.port}/").body == b"direct"
    assert canary.came == []


def fails(behave: Behave, *, why: str, kind: type[FetchFailed], http: Http = LOCAL) -> None:
    with serving("127.0.0.2", behave) as server, pytest.raises(kind, match=why):
        get(f"http://127.0.0.2:{server.port}/", http=http)


def drip(connection: socket.socket) -> None:
    """One byte now and then, each in time for a timeout that only looks at single steps."""
    connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    while connection.send(b"x"):
        connection.settimeout(0.05)
        try:
            connection.recv(65536)
        except TimeoutError:
            continue


def drip_headers(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nX: ")
    drip_body(connection)


def drip_body(connection: socket.socket) -> None:
    connection.settimeout(0.02)
    while connection.send(b"x"):
        try:
            if not connection.recv(65536):
                return
        except TimeoutError:
            continue


def endless(connection: socket.socket) -> None:
    connection.recv(65536)
    connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    while connection.send(b"x" * 65536):
        pass


def endless_headers(connection: socket.socket) -> None:
    connection.recv(65536)
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    while connection.send(b"X: " + b"x" * 65536 + b"\r\n"):
        pass


@pytest.mark.allow_hosts(["127.0.0.2"])
@pytest.mark.parametrize("behave", [drip, drip_headers])
def test_an_answer_that_drips_ends_by_the_deadline(behave: Behave) -> None:
    fails(behave, why="too slow", kind=NetworkFailed, http=replace(LOCAL, whole_s=0.3))


@pytest.mark.allow_hosts(["127.0.0.2"])
def test_a_body_without_end_is_cut() -> None:
    fails(endless, why="more than 100,000 bytes", kind=Refused)
    fails(endless_headers, why="could not be asked", kind=NetworkFailed)


@pytest.mark.allow_hosts(["127.0.0.2"])
def test_a_gzip_bomb_is_stopped_while_it_inflates() -> None:
    bomb = gzip.compress(bytes(50_000_000))
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    fails(lambda one: answer(one, bomb, "Content-Encoding: gzip"), why="more than 100,000 bytes", kind=Refused)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak - before < 5_000_000


@pytest.mark.allow_hosts(["127.0.0.2"])
@pytest.mark.parametrize(
    ("body", "coding", "why", "kind"),
    [
        (b"not gzip", "gzip", "damaged", NetworkFailed),
        (gzip.compress(b"x" * 1000, mtime=0)[:-5], "gzip", "cut off", NetworkFailed),
        (b"x", "br", "not asked for", Refused),
        (b"x", "gzip, gzip", "not asked for", Refused),
    ],
)
def test_an_answer_packed_wrongly(body: bytes, coding: str, why: str, kind: type[FetchFailed]) -> None:
    fails(lambda one: answer(one, body, f"Content-Encoding: {coding}"), why=why, kind=kind)


@pytest.mark.allow_hosts(["127.0.0.2"])
def test_a_packed_answer_is_inflated() -> None:
    packed = gzip.compress("지은의원".encode() * 100)
    with serving("127.0.0.2", lambda one: answer(one, packed, "Content-Encoding: gzip")) as server:
        assert get(f"http://127.0.0.2:{server.port}/").body == "지은의원".encode() * 100


@pytest.mark.allow_hosts(["127.0.0.2"])
def test_a_connection_that_is_refused_or_cut_off() -> None:
    fails(lambda one: one.close(), why="could not be asked", kind=NetworkFailed)
    fails(
        lambda one: (one.recv(9999), one.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc")),
        why="could not be asked",
        kind=NetworkFailed,
    )
    with pytest.raises(NetworkFailed, match="could not be asked"):
        get("http://127.0.0.2:9/")


def test_a_name_that_does_not_resolve() -> None:
    def unknown(host: str, port: int) -> list[str]:
        raise OSError("no such name")

    with pytest.raises(NetworkFailed, match=r"x\.example\.kr could not be asked"):
        get("https://x.example.kr/", http=replace(QUICK, resolve=unknown))


def test_by_default_nothing_local_is_allowed() -> None:
    assert Http().allowed_networks == ()
    assert (Http().connect_s, Http().whole_s) == (10, 60)
