"""What every page has: size, colours and contrast by choice, alerts, lines to call; right to left; without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from geoportal.core import english

from .conftest import DESKTOP, PHONE, Town, Watch
from .test_every_page import barriers

DARK = "rgb(15, 20, 29)"
LIGHT = "rgb(255, 255, 255)"
HEADER = "getComputedStyle(document.querySelector('.site-header')).backgroundColor"


def choose(page: Page, name: str) -> None:
    page.locator(".display summary").click()
    page.locator(".segment", has_text=re.compile(f"^{name}$")).first.click()
    page.keyboard.press("Escape")


def test_a_choice_holds_on_every_page_of_this_device_and_can_be_undone(
    town: Town, open_page: Callable[..., Page], watch: Watch
) -> None:
    page = open_page(color_scheme="light")
    page.goto(f"{town.base}/en/")
    assert page.evaluate(HEADER) == LIGHT
    choose(page, "Dark")
    choose(page, "Larger")
    page.goto(f"{town.base}/en/regions/")
    assert page.evaluate(HEADER) == DARK
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "21px"
    choose(page, "High contrast")
    assert page.evaluate(HEADER) == "rgb(0, 0, 0)"
    assert barriers(page, "regions in high contrast") == []
    page.locator(".display summary").click()
    page.get_by_role("button", name="Back to normal").click()
    assert page.evaluate(HEADER) == LIGHT
    assert page.evaluate("localStorage.length") == 0
    assert not [url for method, url, _ in watch.requests if method != "GET"]
    assert watch.complaints == []


def test_the_largest_text_stays_on_the_screen(town: Town, open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.goto(f"{town.base}/en/")
    choose(page, "Largest")
    for name in ("home", "results", "region", "place", "report", "guide"):
        page.goto(f"{town.base}/en{town.pages()[name]}")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], name


def test_the_device_decides_where_nobody_chose(town: Town, open_page: Callable[..., Page]) -> None:
    page = open_page(color_scheme="dark", java_script_enabled=False)
    page.goto(f"{town.base}/en/")
    assert page.locator(".site-header").evaluate("node => getComputedStyle(node).backgroundColor") == DARK
    expect(page.locator(".display")).to_be_hidden()


def test_the_first_screen_of_a_phone_says_what_can_be_done(town: Town, open_page: Callable[..., Page]) -> None:
    for language in ("", "/en", "/km", "/ur"):
        page = open_page()
        page.goto(f"{town.base}{language}/")
        page.evaluate("document.fonts.ready")
        menu = page.locator(".site-nav").bounding_box()
        for what in (*page.locator(".way-in").all(), *page.locator(".number").all(), page.locator(".languages")):
            box = what.bounding_box()
            assert box and menu and box["y"] + box["height"] <= menu["y"], (language, what.inner_text())
        assert page.locator(".number").evaluate_all("all => all.map(one => one.getAttribute('href'))")[:3] == [
            "tel:119",
            "tel:112",
            "tel:1345",
        ]


def test_a_map_is_loaded_when_it_is_asked_for(town: Town, open_page: Callable[..., Page], watch: Watch) -> None:
    page = open_page()
    page.goto(f"{town.base}/en/near/?region=ansan&category=health", wait_until="networkidle")
    assert not [url for _, url, _ in watch.requests if "maplibre" in url]
    page.get_by_role("button", name=re.compile("On the map ?: Hanbit Clinic")).click()
    page.locator("[data-map][data-drawn]").wait_for(timeout=30_000)
    expect(page.locator(".maplibregl-popup .popup__name")).to_have_text("Hanbit Clinic")
    # The list is the sheet over the map's foot: the same rows, the chosen one in sight.
    expect(page.locator(f"#place-{town.place.pk}[data-chosen]")).to_be_in_viewport()
    page.get_by_role("button", name="List", exact=True).click()
    expect(page.locator("[data-map]")).to_be_hidden()
    assert watch.complaints == []


def test_an_interface_in_english_says_so_and_runs_to_the_right(town: Town, open_page: Callable[..., Page]) -> None:
    page = open_page(viewport=DESKTOP)
    page.goto(f"{town.base}/ur/guides/")
    html = page.locator("html")
    assert (html.get_attribute("lang"), html.get_attribute("dir"), html.get_attribute("data-reads")) == (
        "en",
        "ltr",
        "ur",
    )
    assert page.evaluate("getComputedStyle(document.querySelector('.notice')).direction") == "ltr"
    assert "Noto Sans Arabic" in page.evaluate("getComputedStyle(document.body).fontFamily")


@pytest.mark.parametrize("language", ["en", "vi", "ru", "th", "km", "ko"])
def test_the_menu_of_a_desktop_is_one_row(town: Town, open_page: Callable[..., Page], language: str) -> None:
    page = open_page(viewport=DESKTOP)
    page.goto(f"{town.base}{'' if language == 'ko' else f'/{language}'}/privacy/")
    page.evaluate("document.fonts.ready")
    assert page.locator(".site-header__row").bounding_box()["height"] < 80


def test_hours_and_dates_break_no_line_inside(town: Town, open_page: Callable[..., Page]) -> None:
    page = open_page(viewport=PHONE)
    for name, wanted in (("place of many sources", ".week__span"), ("home", "time")):
        page.goto(f"{town.base}/en{town.pages()[name]}")
        lines = page.locator(f"{wanted}:visible").evaluate_all("all => all.map(one => one.getClientRects().length)")
        assert lines and set(lines) == {1}, name


def test_from_right_to_left(town: Town, open_page: Callable[..., Page], monkeypatch: pytest.MonkeyPatch) -> None:
    # As if somebody had translated the interface.
    monkeypatch.setattr(english, "speaks", lambda code: True)
    page = open_page(viewport=DESKTOP)
    for name in ("home", "near", "results", "region", "place", "guides", "my offices", "report"):
        page.goto(f"{town.base}/ur{town.pages()[name]}")
        brand, sos = page.locator(".site-header .brand").bounding_box(), page.locator(".sos").bounding_box()
        assert brand and sos and brand["x"] > sos["x"], name
        assert page.evaluate("document.documentElement.scrollWidth") <= DESKTOP["width"], name
        # Telephone numbers keep their order, wherever they stand.
        ends = page.locator("a[href^='tel:']").evaluate_all(
            "all => all.map(one => getComputedStyle(one.querySelector('.hotline__number, strong') ?? one).unicodeBidi)"
        )
        assert ends and set(ends) == {"isolate"}, name
    page.goto(f"{town.base}/ur{town.pages()['near']}")
    assert page.locator("#id_radius_m option").first.inner_text().startswith("\u2066")


@pytest.mark.parametrize("name", ["home", "near", "region", "place", "missing", "nothing found"])
def test_every_page_leads_on(town: Town, open_page: Callable[..., Page], name: str) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"{town.base}/en{town.pages()[name]}")
    lines = page.get_by_role("complementary", name="Did you not find it?")
    for number in ("1345", "1577-1366", "1661-0222"):
        expect(lines.get_by_role("link", name=number)).to_be_visible()
    expect(lines.get_by_role("link", name=re.compile("ffices"))).to_be_visible()


def test_the_page_of_a_region_names_its_center(
    town: Town, open_page: Callable[..., Page], add_place: Callable[..., object]
) -> None:
    from geoportal.places.models import ServiceArea

    phone = "031-481-3301"
    center = add_place(
        37.33, 126.79, category="support_center", name_ko="지은지원본부", name_en="Made-up Center", phone=phone
    )
    ServiceArea.objects.create(
        place=center, kind="foreign_residents_center", region_code="41270", source_title="지은이",
        source_url="https://example.org/areas", checked_on="2026-01-31",
    )  # fmt: skip
    page = open_page()
    page.goto(f"{town.base}/en/regions/ansan/")
    line = page.locator(".line", has_text="Made-up Center")
    expect(line).to_have_attribute("href", "tel:+82314813301")


def test_an_alert_stands_on_every_page_until_it_is_closed(
    town: Town, open_page: Callable[..., Page], watch: Watch
) -> None:
    from django.utils import timezone

    from geoportal.web.models import Alert

    now = timezone.now()
    hour = timedelta(hours=1)
    shown = Alert.objects.create(text_ko="폭우 경보", url="/guides/", starts_at=now - hour, ends_at=now + hour)
    Alert.objects.create(text_ko="지난 알림", starts_at=now - 2 * hour, ends_at=now - hour)
    page = open_page()
    for path in ("/en/", "/en/regions/nowhere/"):
        page.goto(town.base + path)
        expect(page.get_by_role("region", name="Urgent notice")).to_contain_text("폭우 경보")
        expect(page.get_by_text("지난 알림")).to_have_count(0)
    assert page.locator(".alert [lang=ko]").first.inner_text() == "폭우 경보"
    page.get_by_role("button", name="Close").click()
    expect(page.locator(".alert")).to_be_hidden()
    page.goto(f"{town.base}/en/")
    expect(page.locator(".alert")).to_be_hidden()
    shown.starts_at = now - 2 * hour
    shown.save()
    page.reload()
    expect(page.locator(".alert")).to_be_visible()
    assert barriers(page, "alert") == []
    assert watch.complaints == []


def test_region_and_place_by_keyboard_alone(town: Town, open_page: Callable[..., Page]) -> None:
    page = open_page(viewport=DESKTOP)
    page.goto(f"{town.base}/en/regions/")
    to(page, "Ansan-si")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name=re.compile("Ansan-si"))).to_be_visible()
    to(page, "Search places here")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=re.compile("near the middle of Ansan-si"))).to_be_visible()
    to(page, "Hanbit Clinic")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Hanbit Clinic", exact=True)).to_be_visible()
    to(page, "Call 031-481-1234")
    to(page, "Report a problem")


def to(page: Page, name: str) -> None:
    """Press Tab until what has this name is in focus, and can be seen there."""
    for _ in range(120):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if focused.count() and focused.inner_text().strip() == name:
            expect(focused).to_be_in_viewport()
            return
    raise AssertionError(f"{name} is not reached")


def test_without_scripts_everything_that_matters_works(
    town: Town, open_page: Callable[..., Page], watch: Watch
) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"{town.base}/en/")
    page.get_by_label("Where?").select_option("ansan")
    page.get_by_role("button", name="Search", exact=True).click()
    expect(page.locator(".place").first).to_be_visible()
    page.get_by_role("link", name="Regions").first.click()
    page.get_by_role("link", name="Ansan-si", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ansan-si")
    expect(page.locator(".map")).to_contain_text("The map needs JavaScript")
    page.get_by_role("link", name="Offices that serve Ansan-si").first.click()
    expect(page.locator(".served__kind").first).to_be_visible()
    page.get_by_role("navigation", name="Main menu").get_by_role("link", name="Guides").click()
    page.get_by_label("Search the guides").fill("비자")
    page.get_by_role("button", name="Search the guides").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.locator(".languages > summary").click()
    page.get_by_role("link", name="Русский").click()
    assert "/ru/" in page.url
    page.locator(".sos > summary").click()
    expect(page.locator(".sos a[href='tel:119']")).to_be_visible()
    assert watch.complaints == []
