"""The map in the reader's colours: the device's, or what the display menu says; and whom a small map names."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from .conftest import DESKTOP, PHONE, Town, Watch, wait_for_map

CANVAS = "getComputedStyle(document.querySelector('.maplibregl-canvas')).filter"


def themes(watch: Watch) -> list[str]:
    return [url.rpartition("theme=")[2] for _method, url, _body in watch.requests if "/tiles/style.json" in url]


def choose(page: Page, **choice: str) -> None:
    page.evaluate("choice => globalThis.display.keep({ ...globalThis.display.chosen(), ...choice })", choice)


@pytest.mark.parametrize(
    ("device", "chosen", "theme"),
    [
        ({"color_scheme": "light"}, {}, "light"),
        ({"color_scheme": "dark"}, {}, "dark"),
        ({"color_scheme": "light"}, {"theme": "dark"}, "dark"),
        ({"color_scheme": "dark"}, {"theme": "light"}, "light"),
        ({"color_scheme": "light"}, {"contrast": "high"}, "contrast"),
        ({"color_scheme": "dark"}, {"contrast": "high"}, "contrast-dark"),
    ],
)
def test_the_style_is_that_of_the_page(
    town: Town, open_page: Callable[..., Page], watch: Watch, device: Any, chosen: Any, theme: str
) -> None:
    page = open_page(viewport=DESKTOP, **device)
    page.goto(f"{town.base}/en/privacy/", wait_until="domcontentloaded")
    choose(page, **chosen)
    page.goto(f"{town.base}/en/regions/ansan/")
    wait_for_map(page)
    assert themes(watch) == [theme]
    assert page.evaluate(CANVAS) == "none"
    assert watch.complaints == []


def test_a_choice_redraws_the_map_that_stands(town: Town, open_page: Callable[..., Page], watch: Watch) -> None:
    page = open_page(viewport=DESKTOP, color_scheme="light")
    page.goto(f"{town.base}/en/near/?region=ansan&category=health")
    wait_for_map(page)
    for chosen, theme in (({"theme": "dark"}, "dark"), ({"contrast": "high"}, "contrast-dark")):
        with page.expect_response(lambda answer, theme=theme: answer.url.endswith(f"theme={theme}")):
            choose(page, **chosen)
    with page.expect_response(lambda answer: answer.url.endswith("theme=light")):
        choose(page, theme="auto", contrast="auto")
    assert themes(watch) == ["light", "dark", "contrast-dark", "light"]
    assert page.locator(".pin:visible").count() > 0
    assert watch.complaints == []


def test_a_small_map_names_its_makers_behind_a_button(town: Town, open_page: Callable[..., Page]) -> None:
    page = open_page(viewport=PHONE)
    page.goto(f"{town.base}/en/regions/ansan/")
    wait_for_map(page)
    credits_, button = page.locator(".maplibregl-ctrl-attrib-inner"), page.locator(".maplibregl-ctrl-attrib-button")
    assert not credits_.is_visible()
    button.click()
    assert "SGIS" in credits_.inner_text()
    text, knob = credits_.bounding_box(), button.bounding_box()
    assert text["x"] + text["width"] <= knob["x"] + 1


def test_a_wide_map_names_them_at_once(town: Town, open_page: Callable[..., Page]) -> None:
    page = open_page(viewport=DESKTOP)
    page.goto(f"{town.base}/en/regions/ansan/")
    wait_for_map(page)
    said = page.locator(".maplibregl-ctrl-attrib-inner").inner_text()
    assert "SGIS" in said
    assert "made up" in said
