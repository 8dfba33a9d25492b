"""Near me in a browser: by position, by region, by keyboard, without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qs

from playwright.sync_api import Page, expect

from .conftest import DESKTOP, Town, Watch, wait_for_map

POSITION = {"latitude": 37.12345678, "longitude": 127.12345678}
FINER = re.compile(r"(37|127)\.1234")
COARSE = re.compile(r"37\.12|127\.12")


def test_a_position_leaves_the_browser_coarse_and_in_a_body_only(
    town: Town, open_page: Callable[..., Page], watch: Watch
) -> None:
    page = open_page(geolocation=POSITION, permissions=["geolocation"])
    page.goto(f"{town.base}/en/near/")
    page.get_by_label("What are you looking for?").select_option("health")
    page.get_by_role("button", name="Use my location").click()
    expect(page.get_by_role("heading", name="1 place near you")).to_be_visible()
    page.get_by_role("button", name="Map", exact=True).click()
    wait_for_map(page)

    [body] = [body for method, _, body in watch.requests if method == "POST"]
    sent = parse_qs(body)
    assert (sent["lat"], sent["lon"], sent["category"]) == (["37.123"], ["127.123"], ["health"])
    assert not any(FINER.search(body) for _, _, body in watch.requests)
    assert not any(COARSE.search(url) for _, url, _ in watch.requests)
    assert not COARSE.search(page.url)
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert watch.complaints == []


def test_a_search_around_a_position_can_be_changed_without_asking_again(
    town: Town, open_page: Callable[..., Page], watch: Watch
) -> None:
    page = open_page(geolocation=POSITION, permissions=["geolocation"])
    page.goto(f"{town.base}/en/near/")
    page.get_by_role("button", name="Use my location").click()
    expect(page.get_by_role("heading", name="1 place near you")).to_be_visible()
    page.get_by_label("What are you looking for?").select_option("education")
    page.get_by_role("button", name="Search", exact=True).click()
    expect(page.get_by_role("link", name="Saebom Elementary School")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="Nothing was found within 3")).to_be_visible()
    assert not any(COARSE.search(url) for _, url, _ in watch.requests)


def test_choosing_a_region_after_a_position_forgets_the_position(
    town: Town, open_page: Callable[..., Page], watch: Watch
) -> None:
    page = open_page(geolocation=POSITION, permissions=["geolocation"])
    page.goto(f"{town.base}/en/near/")
    page.get_by_role("button", name="Use my location").click()
    expect(page.get_by_role("heading", name="near you")).to_be_visible()
    page.get_by_label("Where?").select_option("ansan")
    page.get_by_role("button", name="Search", exact=True).click()
    expect(page.get_by_role("heading", name="near the middle of Ansan-si")).to_be_visible()
    assert "lat" not in page.url
    assert page.locator("#locate-form [name=lat]").input_value() == ""


def test_a_refused_position_says_so_and_the_manual_way_works(town: Town, open_page: Callable[..., Page]) -> None:
    page = open_page(permissions=[])
    page.goto(f"{town.base}/en/near/")
    page.get_by_role("button", name="Use my location").click()
    expect(page.get_by_role("alert").filter(has_text="Your position was not shared")).to_be_visible()
    page.get_by_label("Where?").select_option("ansan-danwon")
    page.get_by_role("button", name="Search", exact=True).click()
    expect(page.get_by_role("link", name="Hanbit Clinic", exact=True)).to_be_visible()


def test_list_and_map_are_linked_both_ways(town: Town, open_page: Callable[..., Page]) -> None:
    page = open_page(viewport=DESKTOP)
    page.goto(f"{town.base}/en/near/?region=ansan&category=health")
    wait_for_map(page)
    rows = page.locator(".place")
    assert page.locator(".pin").count() == rows.count() == 4
    row = page.locator(f"#place-{town.place.pk}")
    row.get_by_role("link", name="Hanbit Clinic", exact=True).focus()
    number = row.locator(".place__number").inner_text()
    expect(page.locator(".pin[data-chosen]")).to_have_text(number)
    page.locator(".pin").nth(2).dispatch_event("click")
    expect(page.locator(".place[data-chosen] .place__number")).to_have_text("3")
    expect(page.locator(".maplibregl-popup .popup__name")).to_be_visible()


def test_the_whole_way_by_keyboard(town: Town, open_page: Callable[..., Page]) -> None:
    page = open_page(viewport=DESKTOP)
    page.goto(f"{town.base}/en/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("main").get_by_role("link", name="Near me")).to_be_focused()
    for _ in range(10):
        page.keyboard.press("Tab")
    expect(page.get_by_label("Where?")).to_be_focused()
    page.keyboard.type("All of Ansan")
    page.keyboard.press("Tab")
    page.keyboard.type("Clin")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Search", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="4 places near the middle of Ansan-si")).to_be_visible()
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.get_by_role("link", name="Hanbit Clinic", exact=True).evaluate(
            "node => node === document.activeElement"
        ):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Hanbit Clinic", exact=True)).to_be_visible()


def test_without_scripts_a_city_then_a_neighbourhood(town: Town, open_page: Callable[..., Page]) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"{town.base}/en/near/")
    expect(page.get_by_role("button", name="Use my location")).to_be_hidden()
    page.get_by_label("Where?").select_option("ansan")
    page.get_by_label("What are you looking for?").select_option("clinic")
    page.get_by_role("button", name="Search", exact=True).click()
    expect(page.locator(".place")).to_have_count(4)
    page.get_by_label("Neighbourhood (dong)").select_option(label="Wongok-dong (Danwon-gu)")
    page.get_by_role("button", name="Narrow").click()
    expect(page.get_by_role("heading", name="near the middle of Wongok-dong, Danwon-gu, Ansan-si")).to_be_visible()
    expect(page.get_by_label("What are you looking for?")).to_have_value("clinic")
    expect(page.get_by_label("Where?")).to_have_value("4127300001")
    page.get_by_role("link", name="Hanbit Clinic", exact=True).click()
    expect(page.get_by_role("link", name="Call 031-481-1234")).to_have_attribute("href", "tel:+82314811234")
    expect(page.locator(".show-this__name")).to_have_text("한빛 의원")


def test_wrong_input_is_named_at_its_field_and_nothing_typed_is_lost(
    town: Town, open_page: Callable[..., Page]
) -> None:
    page = open_page()
    page.goto(f"{town.base}/en/near/?region=&category=pharmacy&radius_m=1000&q=한빛")
    region = page.get_by_label("Where?")
    expect(region).to_have_attribute("aria-invalid", "true")
    expect(region).to_have_accessible_description(re.compile("Choose a region"))
    expect(page.get_by_label("What are you looking for?")).to_have_value("pharmacy")
    expect(page.get_by_label("Within")).to_have_value("1000")
    expect(page.get_by_label("Name, place or kind")).to_have_value("한빛")


def test_a_link_that_names_only_a_category_fills_the_form_in(town: Town, open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.goto(f"{town.base}/en/near/?category=pharmacy")
    expect(page.get_by_label("What are you looking for?")).to_have_value("pharmacy")
    expect(page.locator("#search-errors")).to_have_count(0)
