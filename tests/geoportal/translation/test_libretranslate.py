"""The other engine: one call of a LibreTranslate server, and how it fails."""

from __future__ import annotations

import pytest
from pytest_httpserver import HTTPServer

from geoportal.translation.models import Breaker
from geoportal.translation.services import translate

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def libre(httpserver: HTTPServer, translator):
    translator(
        ENGINE="libretranslate", LIBRETRANSLATE_URL=httpserver.url_for("/"), LIBRETRANSLATE_KEY="k", TIMEOUT_S=1.0
    )
    return httpserver


def test_it_is_asked_in_its_own_format(libre):
    body = {"q": ["안녕"], "source": "ko", "target": "tl", "format": "text", "api_key": "k"}
    libre.expect_oneshot_request("/translate", method="POST", json=body).respond_with_json({"translatedText": ["Hi"]})
    found = translate(["안녕"], target="fil")["안녕"]
    assert (found.text, found.model) == ("Hi", "libretranslate")


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (200, "<html>", "unanswered"),
        (200, '{"translatedText": "Hi"}', "unanswered"),
        (200, '{"translatedText": [1]}', "unanswered"),
        (200, "[]", "unanswered"),
        (200, '{"translatedText": []}', "unanswered"),
        (500, "", "unanswered"),
        (302, "", "unanswered"),
        (403, "", "refused"),
        (429, "", "spent"),
    ],
)
def test_its_faults_show_nothing(libre, status, body, error):
    libre.expect_request("/translate").respond_with_data(body, status=status, content_type="application/json")
    assert translate(["안녕"], target="vi") == {}
    assert Breaker.objects.get().last_error == error
