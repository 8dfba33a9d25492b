"""What residents do without an account: report, suggest, save on the device, share, show a card."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable

import pytest
from django.db import connection
from playwright.sync_api import Page, expect

from geoportal.core.opened import opened_token
from geoportal.feedback.models import Report, Suggestion

from .conftest import CANARY, PHONE, Town, Watch

KEY = "saved-places"


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE core_limit")


def kept(page: Page) -> list[int]:
    return json.loads(page.evaluate(f"localStorage.getItem('{KEY}')") or "[]")


def opened(page: Page, seconds_ago: float) -> None:
    """Let the form on the page say that it was opened so long ago."""
    token = json.dumps(opened_token(time.time() - seconds_ago))
    page.locator("input[name=opened]").evaluate(f"(node) => node.value = {token}")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_problem_is_reported_from_the_page_of_the_place(
    town: Town, open_page: Callable[..., Page], watch: Watch, script: bool
) -> None:
    page = open_page(java_script_enabled=script)
    page.goto(f"{town.base}/en/places/{town.place.pk}/")
    page.get_by_role("link", name="Report a problem").click()
    page.get_by_label("The telephone number is wrong").check()
    page.get_by_label("Anything else?").fill("It is 031-481-9999, mine is 010-1234-5678")
    opened(page, seconds_ago=0)
    page.get_by_role("button", name="Send the report").click()
    # Quicker than a person types: the words are still there.
    expect(page.get_by_text("That was very quick.")).to_be_visible()
    expect(page.get_by_label("The telephone number is wrong")).to_be_checked()
    assert not Report.objects.exists()
    opened(page, seconds_ago=20)
    page.get_by_role("button", name="Send the report").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    assert Report.objects.get().text == "It is 031-481-9999, mine is […]"
    page.get_by_role("link", name="Back to the place").click()
    assert page.url == f"{town.base}/en/places/{town.place.pk}/"


def test_a_missing_place_is_suggested_with_the_keyboard(town: Town, open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.goto(f"{town.base}/en/suggest/")
    opened(page, seconds_ago=20)
    page.get_by_label("Name of the place").focus()
    page.keyboard.type("Saemteo")
    page.keyboard.press("Tab")
    page.keyboard.type("Counselling")
    page.keyboard.press("Tab")
    page.keyboard.type("1 Jieun-ro")
    page.get_by_label("Tiếng Việt").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Send the suggestion").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    sent = Suggestion.objects.get()
    assert (sent.name, sent.category, sent.address, sent.languages) == ("Saemteo", "counselling", "1 Jieun-ro", ["vi"])


def test_what_only_programs_see_is_not_in_the_way(town: Town, open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.goto(f"{town.base}/en/places/{town.place.pk}/report/")
    trap = page.locator("input[name=website]")
    assert trap.get_attribute("tabindex") == "-1"
    assert page.get_by_role("textbox").count() == 1
    box = page.locator(".trap").bounding_box()
    assert box is not None and box["width"] <= 1


def test_a_place_is_saved_on_the_device_and_found_again(
    town: Town, open_page: Callable[..., Page], watch: Watch
) -> None:
    page = open_page()
    page.goto(f"{town.base}/en/near/?region=ansan&category=health")
    before = len(watch.requests)
    card = page.locator(f"#place-{town.place.pk}")
    card.get_by_role("button", name=re.compile("Save ?: Hanbit Clinic")).click()
    expect(page.get_by_text("Saved on this device.")).to_be_visible()
    page.goto(f"{town.base}/en/places/{town.hostile.pk}/")
    page.get_by_role("button", name="Save").click()
    assert kept(page) == [town.hostile.pk, town.place.pk]
    assert not [url for method, url, _ in watch.requests[before:] if method != "GET"]
    page.goto(f"{town.base}/en/saved/")
    rows = page.locator(".saved__row")
    expect(rows).to_have_count(2)
    expect(rows.nth(0).get_by_role("link").first).to_have_text(CANARY)
    expect(rows.nth(0).get_by_text("Sample")).to_be_visible()
    expect(rows.nth(1).get_by_role("link", name="Hanbit Clinic")).to_be_visible()
    expect(rows.nth(1).get_by_role("link", name="031-481-1234")).to_have_attribute("href", "tel:+82314811234")
    asked = [url for _, url, _ in watch.requests if "/api/v1/" in url]
    assert sorted(asked) == sorted(
        f"{town.base}/api/v1/places/{pk}/?lang=en" for pk in (town.place.pk, town.hostile.pk)
    )
    assert page.evaluate("window.__xss") is None
    rows.nth(0).get_by_role("button", name="Remove").click()
    assert kept(page) == [town.place.pk]
    expect(page.get_by_role("button", name=re.compile("Remove ?: Hanbit Clinic"))).to_be_focused()
    rows.nth(0).get_by_role("link", name="Hanbit Clinic").click()
    page.get_by_role("button", name="Remove from saved").click()
    assert kept(page) == []
    assert watch.complaints == []


def test_all_saved_places_go_at_once(town: Town, open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.goto(f"{town.base}/en/saved/")
    expect(page.get_by_text("Nothing is saved yet.")).to_be_visible()
    expect(page.get_by_role("button", name="Remove all")).to_be_hidden()
    page.evaluate(f"localStorage.setItem('{KEY}', '[{town.place.pk}, {town.many.pk}]')")
    page.reload()
    expect(page.locator(".saved__row")).to_have_count(2)
    page.get_by_role("button", name="Remove all").click()
    expect(page.get_by_text("All saved places were removed.")).to_be_visible()
    assert page.evaluate("localStorage.length") == 0
    expect(page.locator(".saved__row")).to_have_count(0)


def test_what_is_gone_or_moved_or_spoiled_is_told(town: Town, open_page: Callable[..., Page]) -> None:
    from geoportal.places.models import Place

    twin = Place.objects.filter(same_as=town.many).first()
    page = open_page()
    page.goto(f"{town.base}/en/")
    page.evaluate(f"localStorage.setItem('{KEY}', '[999999, {twin.pk}, -1, \"x\", null]')")
    page.goto(f"{town.base}/en/saved/")
    expect(page.get_by_text("This place is no longer listed.")).to_be_visible()
    expect(page.get_by_role("link", name="Saemteo Uiwon")).to_be_visible()
    assert kept(page) == [999999, town.many.pk]
    page.evaluate(f"localStorage.setItem('{KEY}', 'not json')")
    page.reload()
    expect(page.get_by_text("Nothing is saved yet.")).to_be_visible()


def test_a_full_list_takes_no_more(town: Town, open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.goto(f"{town.base}/en/places/{town.place.pk}/")
    page.evaluate(f"localStorage.setItem('{KEY}', JSON.stringify(Array.from({{length: 50}}, (_, n) => 900000 + n)))")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("It could not be saved")).to_be_visible()
    assert town.place.pk not in kept(page)
    assert len(kept(page)) == 50


def test_without_script_the_page_of_saved_places_says_why(town: Town, open_page: Callable[..., Page]) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"{town.base}/en/saved/")
    expect(page.get_by_text("Saving places needs JavaScript")).to_be_visible()
    page.goto(f"{town.base}/en/places/{town.place.pk}/")
    expect(page.get_by_role("button", name="Save")).to_be_hidden()
    expect(page.get_by_role("button", name="Share")).to_be_hidden()


@pytest.mark.parametrize("way", ["shared", "copied", "shown"])
def test_a_place_is_shared_by_whatever_the_browser_can(town: Town, open_page: Callable[..., Page], way: str) -> None:
    script = {
        "shared": "navigator.share = async (what) => { window.shared = what; }",
        "copied": "navigator.share = undefined; Object.defineProperty(navigator, 'clipboard',"
        " {value: {writeText: async (text) => { window.shared = {url: text}; }}})",
        "shown": "navigator.share = undefined; Object.defineProperty(navigator, 'clipboard', {value: undefined})",
    }[way]
    page = open_page()
    page.add_init_script(script)
    page.goto(f"{town.base}/en/places/{town.place.pk}/?from=somewhere")
    page.get_by_role("button", name="Share").click()
    address = f"{town.base}/en/places/{town.place.pk}/"
    if way == "shown":
        expect(page.get_by_label("Address of this page")).to_have_value(address)
        expect(page.get_by_label("Address of this page")).to_be_focused()
    else:
        assert page.evaluate("window.shared.url") == address
    expect(page.get_by_text("was copied")).to_have_count(1 if way == "copied" else 0)


def test_the_card_is_large_korean_and_needs_nothing_else(
    town: Town, open_page: Callable[..., Page], watch: Watch
) -> None:
    page = open_page(viewport=PHONE, color_scheme="dark")
    page.goto(f"{town.base}/en/places/{town.place.pk}/")
    page.get_by_role("link", name="Open as a large card").click()
    assert page.url == f"{town.base}/en/places/{town.place.pk}/card/"
    name = page.locator(".show-card__name")
    expect(name).to_have_text("한빛 의원")
    expect(name).to_have_attribute("lang", "ko")
    assert float(name.evaluate("(node) => parseFloat(getComputedStyle(node).fontSize)")) >= 32
    for text in ("이 주소로 가 주세요.", "통역이 필요합니다. (영어)", "Hanbit Clinic", "경기도 안산시 단원구 원곡동 1"):
        expect(page.locator(".show-card").get_by_text(text)).to_be_visible()
    expect(page.locator(".show-card").get_by_role("link")).to_have_attribute("href", "tel:+82314811234")
    expect(page.get_by_role("img", name="QR code")).to_be_visible()
    expect(page.locator(".show-card figcaption")).to_have_text(f"{town.base}/places/{town.place.pk}/")
    expect(page.locator(".qr__light")).to_have_css("fill", "rgb(255, 255, 255)")
    page.get_by_label("The language you speak").select_option("vi")
    page.get_by_role("button", name="Put it on the card").click()
    expect(page.get_by_text("통역이 필요합니다. (베트남어)")).to_be_visible()
    expect(page.get_by_text("I need an interpreter. (Tiếng Việt)")).to_be_visible()
    assert watch.complaints == []


def test_the_card_prints_without_what_surrounds_it(town: Town, open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.goto(f"{town.base}/places/{town.place.pk}/card/")
    expect(page.get_by_role("button", name="카드 인쇄")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".show-card")).to_be_visible()
    for hidden in (".speak", ".acts", ".crumbs", ".site-footer"):
        expect(page.locator(f"main {hidden}, {hidden}").first).to_be_hidden()


def test_the_ways_out_name_the_place_and_never_the_person(town: Town, open_page: Callable[..., Page]) -> None:
    page = open_page(geolocation={"latitude": 37.111, "longitude": 127.111}, permissions=["geolocation"])
    page.goto(f"{town.base}/places/{town.place.pk}/")
    links = {link.get_attribute("href"): link.get_attribute("rel") for link in page.locator(".ways a").all()}
    name = "%ED%95%9C%EB%B9%9B%20%EC%9D%98%EC%9B%90"
    caller = re.escape(town.base.replace(":", "%3A").replace("/", "%2F") + "%2F")
    for pattern in (
        rf"https://map\.kakao\.com/link/to/{name},37\.226000,126\.851000",
        r"https://map\.naver\.com/p/search/%EA%B2%BD%EA%B8%B0%EB%8F%84.*",
        rf"nmap://route/public\?dlat=37\.226000&dlng=126\.851000&dname={name}&appname={caller}",
        r"https://www\.google\.com/maps/dir/\?api=1&destination=37\.226000,126\.851000",
        rf"geo:37\.226000,126\.851000\?q=37\.226000,126\.851000\({name}\)",
    ):
        assert [href for href in links if re.fullmatch(pattern, href)], pattern
    assert len(links) == 5
    assert not [href for href in links if "37.111" in href or "127.111" in href]
    assert all("noreferrer" in (rel or "") for href, rel in links.items() if href.startswith("https"))
