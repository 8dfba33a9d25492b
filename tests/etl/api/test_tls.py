"""Over https the name that was asked for must be proven, though the connection goes to an address."""

import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from ipaddress import ip_network
from pathlib import Path

import pytest

from etl.api.http import Caller, Http, Refused, trusted
from tests.etl.api.servers import Server, answer, serving

pytestmark = [
    pytest.mark.skipif(not shutil.which("openssl"), reason="openssl, which makes the certificate, is not installed"),
    pytest.mark.allow_hosts(["127.0.0.2"]),
]
HTTP = Http(
    connect_s=2,
    whole_s=2,
    allowed_networks=(ip_network("127.0.0.2/32"),),
    resolve=lambda host, port: ["127.0.0.2"],
)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for apis.example.kr that signs itself, and its key, in one file."""
    path = tmp_path_factory.mktemp("tls") / "own.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1",
         "-subj", "/CN=made up", "-addext", "subjectAltName=DNS:apis.example.kr",
         "-keyout", path, "-out", f"{path}.crt"],
        check=True, capture_output=True,
    )  # fmt: skip
    path.write_text(path.read_text() + Path(f"{path}.crt").read_text())
    return path


@pytest.fixture
def server(certificate: Path) -> Iterator[Server]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)

    def behave(connection: socket.socket) -> None:
        with context.wrap_socket(connection, server_side=True) as secured:
            answer(secured, b"proven")

    with serving("127.0.0.2", behave) as listening:
        yield listening


def get(host: str, server: Server, http: Http) -> bytes:
    with Caller(f"https://{host}:{server.port}/", http=http) as caller:
        return caller.get({}).body


def test_a_name_that_is_proven(server: Server, certificate: Path) -> None:
    trusting = replace(HTTP, tls=lambda: ssl.create_default_context(cafile=f"{certificate}.crt"))
    assert get("apis.example.kr", server, trusting) == b"proven"


def test_another_name_is_not(server: Server, certificate: Path) -> None:
    trusting = replace(HTTP, tls=lambda: ssl.create_default_context(cafile=f"{certificate}.crt"))
    with pytest.raises(Refused, match="certificate is not trusted"):
        get("other.example.kr", server, trusting)


def test_an_authority_that_nobody_knows_is_not_trusted(server: Server) -> None:
    with pytest.raises(Refused, match="certificate is not trusted"):
        get("apis.example.kr", server, HTTP)


@pytest.mark.parametrize("name", ["SSL_CERT_FILE", "SSL_CERT_DIR"])
def test_the_environment_does_not_say_whom_to_trust(
    name: str, server: Server, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, f"{certificate}.crt")
    with pytest.raises(Refused):
        get("apis.example.kr", server, replace(HTTP, tls=trusted.__wrapped__))
