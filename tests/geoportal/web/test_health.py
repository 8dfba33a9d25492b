from unittest.mock import patch

from django.db import OperationalError


def test_alive_and_ready(client, db):
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json() == {"status": "ok"}


def test_not_ready_when_the_database_does_not_answer(client, db):
    with patch("geoportal.web.health.MigrationExecutor", side_effect=OperationalError("no connection to 10.0.0.1")):
        response = client.get("/readyz")
    assert (response.status_code, response.json()) == (503, {"status": "unavailable", "database": "no answer"})
