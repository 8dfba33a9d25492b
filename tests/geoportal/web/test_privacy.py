"""A person's position: coarse on arrival, in no log, in no address, kept nowhere."""

from __future__ import annotations

import io
import json
import logging

import pytest
from django.db import connection

from geoportal.core.log import formatter

CANARY = {"lat": 37.24123456, "lon": 126.89123456}
FINE = ("24123", "89123")


@pytest.fixture
def log(settings):
    """Everything that is logged, in the form that production writes."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter())
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield stream
    root.removeHandler(handler)
    root.setLevel(before)


def send_everywhere(client):
    """The canary through every address that takes a position, well-formed and not."""
    client.raise_request_exception = False
    for path in ("/api/v1/places/near/", "/api/v1/regions/containing/"):
        for body in (CANARY, CANARY | {"lat": "37.24123456x"}, CANARY | {"radius_m": -1, "on": "x"}, [CANARY]):
            client.post(path, data=json.dumps(body), content_type="application/json")
        client.post(path, data=json.dumps(CANARY)[:-1], content_type="application/json")
        client.get(path, CANARY)
    client.post("/near/", CANARY)
    client.post("/en/near/", CANARY | {"category": "castle"})
    client.get("/near/", CANARY)
    client.get("/nothing/", CANARY)


def test_no_log_line_holds_a_position_or_a_query(client, add_place, log):
    add_place(37.24, 126.89)
    send_everywhere(client)
    text = log.getvalue()
    assert text.count('"event": "request"') >= 15
    assert not [fine for fine in FINE if fine in text]
    assert "?" not in "".join(json.loads(line).get("path", "") for line in text.splitlines() if line.startswith("{"))


def test_the_position_reaches_the_database_coarse(client, add_place, django_assert_num_queries):
    from django.test.utils import CaptureQueriesContext

    add_place(37.24, 126.89)
    with CaptureQueriesContext(connection) as queries:
        client.post("/api/v1/places/near/", data=json.dumps(CANARY), content_type="application/json")
    sent = " ".join(query["sql"] for query in queries)
    assert "37.241" in sent
    assert not [fine for fine in FINE if fine in sent]


def test_parameters_are_bound_by_the_server(db):
    """Only then does the database log statements without their values."""
    options = connection.settings_dict["OPTIONS"]
    assert options["server_side_binding"] is True
    with connection.cursor() as cursor:
        cursor.execute("SHOW log_parameter_max_length_on_error")
        assert cursor.fetchone() == ("0",)


def test_a_failing_answer_does_not_echo_fine_digits(client, province):
    response = client.post("/api/v1/places/near/", data=json.dumps(CANARY | {"radius_m": -1}),
                           content_type="application/json")  # fmt: skip
    assert response.status_code == 400
    assert not [fine for fine in FINE if fine in response.content.decode()]


def test_a_get_with_a_position_does_not_search(client, add_place):
    add_place(37.24, 126.89, name_ko="보이면 안 되는 곳")
    response = client.get("/near/", CANARY)
    assert "보이면 안 되는 곳" not in response.content.decode()


@pytest.mark.parametrize(
    "path", ["/", "/near/", "/regions/", "/api/v1/regions/", "/nothing/", "/tiles/places/99/0/0.mvt"]
)
def test_headers_on_every_answer(client, province, path):
    response = client.get(path)
    assert response["Referrer-Policy"] == "same-origin"
    assert "geolocation=(self)" in response["Permissions-Policy"]
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_the_database_log_holds_statements_without_their_values(client, add_place):
    """Even when every statement is logged. The log is read through the server, whoever owns the file."""
    add_place(37.24, 126.89)
    with connection.cursor() as cursor:
        cursor.execute("SELECT size FROM pg_stat_file('server.log', true)")
        (start,) = cursor.fetchone()
        if start is None:
            pytest.skip("this database does not log to server.log in its own folder, as the private cluster does")
        cursor.execute("SET log_min_duration_statement = 0")
    post = {"data": json.dumps(CANARY), "content_type": "application/json"}
    assert client.post("/api/v1/places/near/", **post).status_code == 200
    assert client.post("/api/v1/regions/containing/", **post).status_code == 200
    with connection.cursor() as cursor:
        cursor.execute("RESET log_min_duration_statement")
        cursor.execute("SELECT pg_read_file('server.log', %s::bigint, 1000000)", [start])
        (logged,) = cursor.fetchone()
    assert "point_5179 <->" in logged
    assert not [digits for digits in (*FINE, "37.241", "126.891") if digits in logged]
