"""Who serves me in a browser: a position is asked for on a tap and sent coarse, and the answer prints as a card."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from .conftest import DESKTOP, PHONE, Town


def test_a_tap_sends_a_coarse_position_and_names_the_offices(town: Town, open_page: Callable[..., Page]) -> None:
    page = open_page(viewport=PHONE, geolocation={"latitude": 37.226123, "longitude": 126.851987})
    page.context.grant_permissions(["geolocation"])
    page.goto(f"{town.base}/en/serves/")
    with page.expect_request(lambda request: request.method == "POST") as sent:
        page.get_by_role("button", name="Use my location").click()
    body = sent.value.post_data or ""
    assert "lat=37.226&lon=126.852" in body and "37.2261" not in body
    expect(
        page.get_by_role("heading", level=2, name="Offices that serve Wongok-dong, Danwon-gu, Ansan-si")
    ).to_be_visible()
    expect(page.get_by_role("link", name="지은출입국", exact=True)).to_be_visible()


def test_the_answer_prints_without_the_form(town: Town, open_page: Callable[..., Page], tmp_path: Path) -> None:
    page = open_page(viewport=DESKTOP)
    page.goto(f"{town.base}/en/serves/?region=ansan&dong=4127300001")
    page.emulate_media(media="print")
    assert not page.locator(".serves-form").is_visible() and not page.locator(".site-nav").is_visible()
    name = page.locator(".responsible__name").first
    address = page.locator(".responsible__address").first
    assert name.is_visible() and address.is_visible()
    sizes = [one.evaluate("one => parseFloat(getComputedStyle(one).fontSize)") for one in (name, address)]
    assert sizes[0] > 20 and sizes[1] > 16
