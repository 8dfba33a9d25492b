"""Every page, in both languages, on phone and desktop: no barrier for anyone, no complaint of the browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from .conftest import DESKTOP, PHONE, Town, Watch, wait_for_map

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
PREFIX = {"ko": "", "en": "/en"}


def barriers(page: Page, name: str) -> list[str]:
    """What axe finds wrong with a page, a line each."""
    found = Axe().run(page, options=RULES).response["violations"]
    nodes = {one["id"]: [node["html"][:160] for node in one["nodes"][:3]] for one in found}
    return [f"{name}: {one['id']} ({len(one['nodes'])}) {nodes[one['id']]}" for one in found]


@pytest.mark.parametrize(
    ("language", "size", "scheme"),
    [
        pytest.param("ko", PHONE, "light", id="ko-phone"),
        pytest.param("en", PHONE, "light", id="en-phone"),
        pytest.param("ko", DESKTOP, "light", id="ko-desktop"),
        pytest.param("en", DESKTOP, "light", id="en-desktop"),
        pytest.param("ko", PHONE, "dark", id="ko-phone-dark"),
        pytest.param("en", DESKTOP, "dark", id="en-desktop-dark"),
    ],
)
def test_no_barriers_and_no_complaints(
    town: Town, open_page: Callable[..., Page], watch: Watch, language: str, size: dict[str, int], scheme: str
) -> None:
    page = open_page(viewport=size, color_scheme=scheme)
    found: list[str] = []
    for name, path in town.pages().items():
        page.goto(town.base + PREFIX[language] + path)
        wait_for_map(page)
        assert page.locator("html").get_attribute("lang") == language
        assert page.get_by_role("heading", level=1).count() == 1, name
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= size["width"], f"{name} is {width} wide"
        found += barriers(page, name)
    assert found == [], "\n".join(found)
    assert watch.complaints == []


@pytest.mark.parametrize("size", [{"width": 320, "height": 640}, {"width": 640, "height": 400}], ids=["320", "zoom200"])
def test_nothing_runs_off_a_narrow_screen(town: Town, open_page: Callable[..., Page], size: dict[str, int]) -> None:
    page = open_page(viewport=size)
    for language in PREFIX.values():
        for name, path in town.pages().items():
            page.goto(town.base + language + path)
            width = page.evaluate("document.documentElement.scrollWidth")
            assert width <= size["width"], f"{language}{name} is {width} wide"


def test_nothing_comes_from_another_site(town: Town, open_page: Callable[..., Page], watch: Watch) -> None:
    page = open_page(viewport=DESKTOP)
    for path in town.pages().values():
        page.goto(town.base + path)
        wait_for_map(page)
    strangers = {url for _, url, _ in watch.requests if not url.startswith((town.base, "blob:", "data:"))}
    assert strangers == set()


def test_what_a_finger_taps_is_large_enough(town: Town, open_page: Callable[..., Page]) -> None:
    page = open_page()
    for path in town.pages().values():
        page.goto(town.base + path)
        wait_for_map(page)
        small = page.evaluate(
            "[...document.querySelectorAll('button, select, input:not([type=hidden], [type=checkbox]), .tick,"
            " summary, .button, .chip, .site-nav a, .hotline, .branch a')]"
            ".filter(node => node.offsetParent && node.offsetHeight < 44)"
            ".map(node => node.outerHTML.slice(0, 120))"
        )
        assert small == [], path
