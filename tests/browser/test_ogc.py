"""The OGC API's pages: no barrier for anyone, nothing off a narrow screen, no complaint of the browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from .conftest import DESKTOP, PHONE, Town, Watch
from .test_every_page import RULES

PATHS = [
    "", "api", "conformance", "collections", "collections/places", "collections/places/queryables",
    "collections/places/items", "collections/places/items/{place}", "collections/places/tiles",
    "collections/regions/items", "collections/foreign_residents/items",
]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "size", "scheme"),
    [
        pytest.param("ko", PHONE | {"width": 320}, "light", id="ko-320"),
        pytest.param("en", DESKTOP, "dark", id="en-dark"),
    ],
)
def test_no_barriers_and_no_complaints(
    town: Town, open_page: Callable[..., Page], watch: Watch, language: str, size: dict[str, int], scheme: str
) -> None:
    page = open_page(viewport=size, color_scheme=scheme)
    found: list[str] = []
    for path in PATHS:
        page.goto(f"{town.base}/ogc/{path.format(place=town.place.pk)}?f=html&lang={language}")
        assert page.locator("html").get_attribute("lang") == language
        assert page.get_by_role("heading", level=1).count() == 1, path
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= size["width"], f"{path} is {width} wide"
        for violation in Axe().run(page, options=RULES).response["violations"]:
            found.append(f"{path}: {violation['id']} {[node['html'][:160] for node in violation['nodes'][:3]]}")
    assert found == [], "\n".join(found)
    assert watch.complaints == []
