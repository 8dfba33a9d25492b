"""Alerts: when they stand, what the database refuses, in which language they are read."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from geoportal.web.models import Alert

STATIC = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:No directory at")]
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def plain_static(settings: object) -> None:
    settings.STORAGES = STATIC


def alert(text: str, *, start: timedelta = -HOUR, end: timedelta = HOUR, **others: str) -> Alert:
    now = timezone.now()
    return Alert.objects.create(text_ko=text, starts_at=now + start, ends_at=now + end, **others)


def test_the_urgent_stand_first_and_only_in_their_time() -> None:
    notice = alert("점검", level="important")
    urgent = alert("대피", start=-2 * HOUR)
    alert("끝남", start=-2 * HOUR, end=-HOUR)
    alert("아직", start=HOUR, end=2 * HOUR)
    assert list(Alert.objects.standing(timezone.now())) == [urgent, notice]


@pytest.mark.parametrize(
    "wrong",
    [
        {"end": -HOUR},
        {"url": "javascript:alert(1)"},
        {"url": "http://example.org/"},
        {"url": "//example.org/"},
        {"url": "/\\example.org"},
        {"level": "panic"},
    ],
)
def test_the_database_refuses(wrong: dict) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        alert("알림", **wrong)


@pytest.mark.parametrize("url", ["", "/", "/guides/", "https://example.org/a"])
def test_an_address_of_ours_or_a_safe_one(url: str) -> None:
    assert alert("알림", url=url).is_own == url.startswith("/")


def test_a_reviewed_translation_is_read_and_says_what_it_is() -> None:
    from geoportal.translation.categories import Status
    from geoportal.translation.services import remember

    alert("폭우 경보 <b>", url="/guides/")
    remember("폭우 경보 <b>", "Heavy rain <b>", target="en", status=Status.REVIEWED)
    page = Client().get("/en/nope/").content.decode()
    assert "Heavy rain &lt;b&gt;" in page
    assert "Translation reviewed by a person" in page
    assert "폭우 경보 &lt;b&gt;" in Client().get("/vi/nope/").content.decode()


def test_shown_again_for_another_time_it_is_a_new_one_for_those_who_closed_it() -> None:
    one = alert("알림")
    before = one.key
    one.starts_at -= HOUR
    assert one.key != before


@pytest.mark.parametrize(
    ("operator", "words", "official"),
    [
        ({"name": "", "contact": "", "is_official": False}, "not an official website of a public body", False),
        ({"name": "Jieun", "contact": "mailto:a@example.org", "is_official": False}, "Run by Jieun.", False),
        ({"name": "Jieun-do", "contact": "", "is_official": True}, "An official website of Jieun-do.", True),
    ],
)
def test_only_an_official_operator_claims_an_official_site(
    settings: object, operator: dict, words: str, official: bool
) -> None:
    settings.OPERATOR = operator
    page = Client().get("/en/nope/").content.decode()
    assert words in page
    assert ("masthead" in page) is official
    assert ("mailto:a@example.org" in page) is bool(operator["contact"])


def test_pages_travel_compressed_and_nothing_else_does() -> None:
    asked = {"accept-encoding": "gzip"}
    page = Client().get("/en/nope/", headers=asked)
    assert page.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in page.headers["Vary"]
    assert "Content-Encoding" not in Client().get("/en/nope/").headers
    assert "Content-Encoding" not in Client().get("/api/v1/schema/", headers=asked).headers
