"""Translated texts in a browser: they arrive by themselves, say what they are, and are never more than text."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from .conftest import PHONE, Town, Watch

sys.path.insert(0, str(Path(__file__).parents[1] / "geoportal" / "translation"))
NOTE = "비가 오면 031-257-1841로 물어보세요."


@pytest.fixture
def engine(settings: Any) -> Any:
    """Google's client on a server of this machine."""
    from fake_google import FakeGoogle, over_rest

    with over_rest(FakeGoogle()) as fake:
        settings.TRANSLATION = {
            **settings.TRANSLATION,
            "ENGINE": "google", "GOOGLE_PROJECT": "made-up",
            "GOOGLE_TRANSPORT": "rest", "GOOGLE_ENDPOINT": fake.address,
        }  # fmt: skip
        yield fake


@pytest.fixture(autouse=True)
def clean_cache() -> None:
    from django.core.cache import cache

    cache.clear()


def write(town: Town, text: str) -> None:
    town.event.attributes = {"notice_ko": text}
    town.event.save()


def test_a_text_arrives_by_itself_and_shows_its_original(
    town: Town, engine: Any, open_page: Callable[..., Page], watch: Watch
) -> None:
    from geoportal.translation.tasks import fill_wanted

    write(town, NOTE)
    page = open_page(viewport=PHONE)
    page.goto(f"{town.base}/vi/events/{town.event.pk}/")
    said = page.locator(".fragment__said[data-status=awaited]")
    expect(said).to_contain_text(NOTE)
    expect(page.locator(".fragment__original")).to_be_hidden()
    fill_wanted("ko", "vi")
    arrived = page.locator(".fragment__said[data-status=machine]")
    expect(arrived).to_contain_text("xx xx 031-257-1841", timeout=15_000)
    expect(arrived).to_contain_text("Bản dịch AI")
    page.get_by_text("Xem bản gốc").click()
    expect(page.locator(".fragment__original p")).to_have_text(NOTE)
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag22aa"]}).response["violations"]
    assert found == []
    assert watch.complaints == []


def test_without_scripts_the_next_visit_shows_it(town: Town, engine: Any, open_page: Callable[..., Page]) -> None:
    from geoportal.translation.tasks import fill_wanted

    write(town, NOTE)
    page = open_page(java_script_enabled=False)
    page.goto(f"{town.base}/vi/events/{town.event.pk}/")
    expect(page.locator(".fragment__said")).to_contain_text(NOTE)
    fill_wanted("ko", "vi")
    page.reload()
    expect(page.locator(".fragment__said[data-status=machine]")).to_contain_text("Bản dịch AI")
    page.locator(".fragment__original summary").click()
    expect(page.locator(".fragment__original p")).to_have_text(NOTE)
    page.locator(".languages > summary").click()
    page.get_by_role("link", name="ภาษาไทย").click()
    assert page.url == f"{town.base}/th/events/{town.event.pk}/"


def test_forty_payloads_are_only_text(town: Town, engine: Any, open_page: Callable[..., Page], watch: Watch) -> None:
    """As if every check had let them through: in the page as it is rendered, and swapped in afterwards."""
    from payloads import PAYLOADS

    from geoportal.translation.categories import Status
    from geoportal.translation.models import Memory
    from geoportal.translation.services import remember

    assert len(PAYLOADS) == 40
    page = open_page()
    for number, payload in enumerate(PAYLOADS):
        write(town, f"글 {number}")
        swapped = number % 2
        if not swapped:
            remember(f"글 {number}", payload, target="vi", status=Status.MACHINE)
        page.goto(f"{town.base}/vi/events/{town.event.pk}/")
        if swapped:
            remember(f"글 {number}", payload, target="vi", status=Status.MACHINE)
        said = page.locator(".fragment__said[data-status=machine] p").first
        said.wait_for(timeout=15_000)
        shown = page.evaluate("document.querySelector('.fragment__said p').textContent")
        assert shown == payload
        assert page.evaluate("window.__xss === undefined"), payload
        assert page.locator("main h1").count() == 1
    assert Memory.objects.count() == 40
    strangers = {url for _, url, _ in watch.requests if not url.startswith((town.base, "blob:", "data:"))}
    assert strangers == set()
    assert watch.complaints == []
