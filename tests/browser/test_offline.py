"""A city kept on the device: read without a connection, with its day, in another language, and removed on request."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from .conftest import Town, Watch

GUIDE = "/en/guides/immigration/extend-stay/"
KEPT = "caches.open('geoportal-pages-1').then(async c => (await c.keys()).map(r => new URL(r.url).pathname).sort())"


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def visit(page: Page, address: str) -> None:
    """Open a page, and wait until the worker has kept what it keeps of it."""
    page.goto(address)
    expect(page.locator("html")).to_have_attribute("data-kept-up", "", timeout=20_000)


def keep_city(page: Page, address: str) -> None:
    visit(page, address)
    page.get_by_role("button", name="Keep this city offline").click()
    expect(page.locator("#keep-city-status")).to_contain_text("Kept on this device on 20", timeout=20_000)


@pytest.fixture
def reader(town: Town, open_page: Callable[..., Page]) -> Page:
    """Somebody who keeps Ansan, in English, and has opened one guide."""
    page = open_page(locale="en-GB")
    keep_city(page, f"{town.base}/en/regions/ansan/")
    visit(page, town.base + GUIDE)
    return page


def test_a_kept_city_is_read_without_a_connection(town: Town, reader: Page, watch: Watch) -> None:
    reader.context.set_offline(True)
    reader.goto(f"{town.base}/en/regions/ansan/offline/")
    expect(reader.get_by_role("heading", level=1)).to_contain_text("Ansan-si on one page")
    expect(reader.locator("main").get_by_text("031-481-1234")).to_be_visible()
    expect(reader.locator("main").get_by_role("link", name="119")).to_have_attribute("href", "tel:119")
    notice = reader.locator("#kept-notice")
    expect(notice).to_be_visible()
    expect(notice.locator("time")).to_have_text(re.compile(r"^\d{4}-\d\d-\d\d \d\d:\d\d$"))
    assert "more than a week" not in notice.inner_text()
    assert reader.evaluate("getComputedStyle(document.querySelector('.chip')).borderRadius") != "0px"
    reader.goto(town.base + GUIDE)
    expect(reader.get_by_role("heading", level=1)).to_be_visible()
    expect(notice).to_be_visible()
    reader.goto(f"{town.base}/en/places/{town.place.pk}/")
    expect(reader.get_by_role("heading", level=1)).to_have_text("Kept on this device")
    expect(reader.locator("#kept-list").get_by_role("link", name="Ansan-si")).to_be_visible()
    expect(reader.locator("main").locator("a[href='tel:1345']")).to_be_visible()
    assert [one for one in watch.complaints if "net::ERR_" not in one] == []


def test_nothing_but_what_was_chosen_is_kept(town: Town, reader: Page) -> None:
    for path in ("/en/near/?region=ansan&category=health", "/en/ask/", f"/en/places/{town.place.pk}/", "/en/saved/"):
        visit(reader, town.base + path)
    reader.goto(f"{town.base}/admin/login/")
    visit(reader, f"{town.base}/en/")
    assert reader.evaluate(KEPT) == [GUIDE, "/en/offline/", "/en/regions/ansan/offline/"]
    files = "caches.open('geoportal-files-1').then(async c => (await c.keys()).map(r => new URL(r.url).pathname))"
    assert all(path.startswith("/static/") for path in reader.evaluate(files))
    stored = reader.evaluate("caches.keys()")
    assert set(stored) <= {"geoportal-pages-1", "geoportal-files-1", "geoportal-state-1"}


def test_who_keeps_no_city_keeps_the_numbers_and_nothing_else(town: Town, open_page: Callable[..., Page]) -> None:
    page = open_page()
    visit(page, town.base + GUIDE)
    assert page.evaluate(KEPT) == ["/en/offline/"]
    page.context.set_offline(True)
    page.goto(f"{town.base}/en/near/")
    expect(page.locator("main").get_by_role("link", name="119")).to_be_visible()
    expect(page.locator("#kept-none")).to_be_visible()


def test_a_form_is_held_back_without_a_connection_and_stays_filled_in(
    town: Town, open_page: Callable[..., Page]
) -> None:
    page = open_page()
    visit(page, f"{town.base}/en/near/")
    page.get_by_label("Or write an address").fill("안산시 단원구 원곡동")
    page.context.set_offline(True)
    page.get_by_role("button", name="Search around this address").click()
    expect(page.get_by_role("alert")).to_contain_text("nothing was sent")
    expect(page.get_by_label("Or write an address")).to_have_value("안산시 단원구 원곡동")
    page.evaluate("document.querySelector('#id_address').form.submit()")  # as where the browser thinks itself online
    expect(page.locator("main").get_by_role("link", name="119")).to_be_visible()


def test_the_language_is_followed(town: Town, reader: Page) -> None:
    visit(reader, f"{town.base}/vi/")
    reader.context.set_offline(True)
    reader.goto(f"{town.base}/vi/regions/ansan/offline/")
    expect(reader.locator("html")).to_have_attribute("lang", "vi")
    expect(reader.get_by_role("heading", level=1)).to_contain_text("Ansan-si")
    # A language that was never opened: the numbers in one that was.
    reader.goto(f"{town.base}/th/regions/ansan/offline/")
    expect(reader.locator("main").get_by_role("link", name="119")).to_be_visible()


def test_a_load_of_data_renews_what_is_kept(town: Town, reader: Page) -> None:
    from django.utils import timezone

    from geoportal.places.models import Place
    from geoportal.provenance.models import ImportRun, Source

    Place.objects.filter(pk=town.place.pk).update(phone="031-999-0000")
    source = Source.objects.get(name="made_up")
    now = timezone.now()
    ImportRun.objects.create(source=source, status="published", started_at=now, finished_at=now, counts={})
    reader.evaluate("caches.delete('geoportal-state-1')")
    visit(reader, f"{town.base}/en/regions/")
    reader.context.set_offline(True)
    reader.goto(f"{town.base}/en/regions/ansan/offline/")
    expect(reader.locator("main").get_by_text("031-999-0000")).to_be_visible()
    expect(reader.locator("main").get_by_text("031-481-1234")).to_have_count(0)


def test_an_old_page_says_so(town: Town, reader: Page) -> None:
    reader.evaluate(
        "caches.open('geoportal-pages-1').then(async c => { const p = '/en/regions/ansan/offline/';"
        " const a = await c.match(p); const h = new Headers(a.headers); h.set('X-Kept-On', '2026-01-02T03:04:05Z');"
        " await c.put(p, new Response(await a.text(), { headers: h })); })"
    )
    reader.context.set_offline(True)
    reader.goto(f"{town.base}/en/regions/ansan/offline/")
    expect(reader.locator("#kept-notice time")).to_contain_text("2026-01-02")
    expect(reader.locator("#kept-notice")).to_contain_text("more than a week old")


def test_it_is_removed_on_request(town: Town, reader: Page) -> None:
    visit(reader, f"{town.base}/en/regions/ansan/")
    reader.get_by_role("button", name="Remove from this device").click()
    expect(reader.locator("#keep-city-status")).to_have_text("Removed from this device.")
    assert reader.evaluate(KEPT) == ["/en/offline/"]
    keep_city(reader, f"{town.base}/en/regions/ansan/")
    visit(reader, f"{town.base}/en/offline/")
    reader.get_by_role("button", name=re.compile("^Remove ?: Ansan-si")).click()
    expect(reader.locator("#kept-none")).to_be_visible()
    keep_city(reader, f"{town.base}/en/regions/ansan/")
    visit(reader, f"{town.base}/en/offline/")
    reader.get_by_role("button", name="Remove everything from this device").click()
    expect(reader.locator("#kept-status")).to_have_text("Removed from this device.")
    assert reader.evaluate(KEPT) == []


def test_a_slow_or_failing_server_is_answered_from_what_is_kept(town: Town, reader: Page) -> None:
    path = f"{town.base}/en/regions/ansan/offline/"
    reader.context.route("**/regions/ansan/offline/", lambda route: route.fulfill(status=503, body="down"))
    reader.goto(path)
    expect(reader.locator("#kept-notice")).to_be_visible()
    expect(reader.get_by_role("heading", level=1)).to_contain_text("Ansan-si on one page")


def test_switched_off_it_goes_from_every_device(town: Town, reader: Page, settings: object) -> None:
    settings.OFFLINE = False  # type: ignore[attr-defined]
    reader.goto(f"{town.base}/en/")
    reader.evaluate("navigator.serviceWorker.getRegistration().then(one => one && one.update()).catch(() => {})")
    for _ in range(50):
        left = reader.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)")
        if left == 0 and reader.evaluate("caches.keys()") == []:
            break
        reader.wait_for_timeout(100)
    assert reader.evaluate("caches.keys()") == []
    assert reader.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0
