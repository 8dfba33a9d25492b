"""Error pages in the reader's language, whatever broke."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import translation

STATIC = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:No directory at")]


@pytest.fixture(autouse=True)
def plain_static(settings: object) -> None:
    settings.STORAGES = STATIC


@pytest.mark.parametrize(
    ("path", "words"), [("/nope/", "없는 페이지입니다"), ("/en/nope/", "This page does not exist")]
)
def test_missing_page(path: str, words: str) -> None:
    response = Client().get(path)
    assert response.status_code == 404
    assert words in response.content.decode()
    assert "tel:119" in response.content.decode()


def test_a_host_that_is_not_ours_gets_a_page_and_no_error() -> None:
    response = Client(headers={"host": "evil.example"}).get("/en/near/")
    assert response.status_code == 400
    assert "The request was not understood" in response.content.decode()
    assert "evil.example" not in response.content.decode()


def test_a_form_without_its_token() -> None:
    response = Client(enforce_csrf_checks=True).post("/en/near/", {"lat": "37.1", "lon": "127.1"})
    assert response.status_code == 403
    assert "The form was open too long" in response.content.decode()


@pytest.mark.parametrize("name", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"])
def test_every_error_page_renders_with_nothing_given(name: str) -> None:
    with translation.override("en"):
        html = render_to_string(name)
    assert "Find places near me" in html
    assert "tel:1345" in html


def test_a_gone_place_says_so(province: object, add_place: object) -> None:
    place = add_place(37.226, 126.851, retired_at="2026-11-01T00:00:00+09:00")
    response = Client().get(f"/en/places/{place.pk}/")
    assert response.status_code == 410
    assert "This place is gone." in response.content.decode()


def test_the_header_marks_the_page_of_the_reader() -> None:
    html = Client().get("/en/privacy/").content.decode()
    assert html.count('aria-current="page"') == 0
    assert Client().get("/en/ask/").content.decode().count('aria-current="page"') == 1


@pytest.mark.parametrize("path", ["/api/v1/regions/", "/hsds/services"])
def test_what_breaks_under_a_program_is_a_problem(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geoportal.core.forms.InvalidInput", None)
    client = Client(raise_request_exception=False)
    response = client.get(path, {"nothing": "1"}, headers={"accept-language": "en"})
    assert (response.status_code, response["Content-Type"]) == (500, "application/problem+json")
    assert response.json()["detail"] == "Something broke on our side"


def test_a_host_that_is_not_ours_is_a_problem_for_a_program() -> None:
    response = Client(headers={"host": "evil.example"}).get("/api/v1/docs/")
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert "evil.example" not in response.content.decode()
