"""Names from public data are text and nothing else; help is one tap away; the language switch keeps the page."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from .conftest import CANARY, DESKTOP, Town, Watch, wait_for_map


def test_a_hostile_name_is_shown_as_text(town: Town, open_page: Callable[..., Page], watch: Watch) -> None:
    page = open_page(
        viewport=DESKTOP, geolocation={"latitude": 37.124, "longitude": 127.124}, permissions=["geolocation"]
    )
    page.goto(f"{town.base}/en/near/")
    page.get_by_role("button", name="Use my location").click()
    expect(page.locator(".place__name a").first).to_have_text(CANARY)
    wait_for_map(page)
    page.locator(".pin").first.dispatch_event("click")
    expect(page.locator(".popup__name")).to_have_text(CANARY)
    page.goto(f"{town.base}/en/places/{town.hostile.pk}/")
    wait_for_map(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(CANARY)
    expect(page.locator(".show-this__address")).to_have_text(CANARY)
    assert page.evaluate("window.__xss") is None
    assert page.locator("img").count() == 0
    assert watch.complaints == []


def test_the_language_switch_keeps_the_page_and_its_filters(town: Town, open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.goto(f"{town.base}/near/?region=ansan&category=health&lat=37.1234567&lon=127.1")
    page.locator(".languages > summary").click()
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", name="near the middle of Ansan-si")).to_be_visible()
    assert page.url == f"{town.base}/en/near/?region=ansan&category=health"
    page.locator(".languages > summary").click()
    page.get_by_role("link", name="한국어", exact=True).click()
    assert page.url == f"{town.base}/near/?region=ansan&category=health"
    expect(page.locator("html")).to_have_attribute("lang", "ko")


def test_every_page_names_itself_in_the_other_languages(town: Town, open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.goto(f"{town.base}/regions/ansan/")
    links = page.locator("link[rel=alternate][hreflang]")
    found = {link.get_attribute("hreflang"): link.get_attribute("href") for link in links.all()}
    assert len(found) == 19
    assert found["ko"] == found["x-default"] == f"{town.base}/regions/ansan/"
    assert (found["en"], found["zh-Hans"]) == (f"{town.base}/en/regions/ansan/", f"{town.base}/zh-hans/regions/ansan/")


def test_help_is_one_tap_away_on_every_page(town: Town, open_page: Callable[..., Page]) -> None:
    page = open_page()
    for path in town.pages().values():
        page.goto(f"{town.base}/en{path}")
        panel = page.locator(".sos")
        page.locator(".sos > summary").click()
        numbers = [link.get_attribute("href") for link in panel.locator("a[href^=tel]").all()]
        assert numbers == ["tel:119", "tel:112", "tel:1345", "tel:15771366", "tel:1350"], path
        page.keyboard.press("Escape")
        expect(panel.get_by_role("link", name="119")).to_be_hidden()
    page.goto(f"{town.base}/en/data/#numbers-title")
    expect(page.get_by_text("Source: Korea Economic Daily, 24 February 2004")).to_be_visible()
    expect(page.locator("main a[href='tel:16610222']")).to_be_visible()


def test_sample_data_says_so_on_every_page_and_at_every_entry(town: Town, open_page: Callable[..., Page]) -> None:
    page = open_page()
    for name, path in town.pages().items():
        page.goto(f"{town.base}/en{path}")
        if not name.startswith("place"):  # the page of one place speaks of its own source
            expect(page.get_by_role("note").filter(has_text="samples")).to_be_visible()
    page.goto(f"{town.base}/en/near/?region=ansan&category=health")
    expect(page.locator(".place .tag--sample")).to_have_count(3)
    page.goto(f"{town.base}/en/places/{town.hostile.pk}/")
    expect(page.get_by_text("It is not a real place.")).to_be_visible()


def test_without_webgl_a_message_stands_in_and_the_list_stays(town: Town, open_page: Callable[..., Page]) -> None:
    page = open_page(viewport=DESKTOP)
    page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
    page.goto(f"{town.base}/en/near/?region=ansan&category=health")
    expect(page.get_by_text("This browser cannot draw the map.")).to_be_visible()
    expect(page.locator(".place")).to_have_count(4)
