"""Main pages in each language that the other tests leave out: no barrier, no complaint, nothing past the edge.

With GEOPORTAL_EVERY_PAGE=1 every page in every language, light and dark: some 1,300 looks.
"""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from geoportal.core.english import interface_language
from geoportal.core.languages import LANGUAGES

from .conftest import DESKTOP, PHONE, Town, Watch
from .test_every_page import barriers

EVERY_PAGE = os.environ.get("GEOPORTAL_EVERY_PAGE") == "1"
MAIN = ("home", "results", "region", "place")
LEFT = [language for code, language in LANGUAGES.items() if EVERY_PAGE or code not in ("ko", "en")]
SCHEMES = ("light", "dark")
# Labels with lines that are hidden, or, where words have spaces between them, a word on two lines.
CUT = """spans => spans.filter(span => {
    const text = [...span.childNodes].find(node => node.nodeType === Node.TEXT_NODE), range = document.createRange();
    const broken = (span.matches(':lang(vi), :lang(ru), :lang(en)') ? text.data.match(/\\S+/g) : []).some(word => {
        range.setStart(text, text.data.indexOf(word));
        range.setEnd(text, text.data.indexOf(word) + word.length);
        return new Set([...range.getClientRects()].map(box => Math.round(box.top))).size > 1;
    });
    return broken || span.scrollHeight > span.clientHeight + 3;
}).map(span => span.textContent.trim())"""


@pytest.mark.parametrize("language", LEFT, ids=lambda language: language.code)
def test_no_barriers_in_any_language(
    town: Town, open_page: Callable[..., Page], watch: Watch, language: object
) -> None:
    shown = interface_language(language)
    prefix = "" if language.code == "ko" else f"/{language.django_code}"
    found: list[str] = []
    for scheme in SCHEMES:
        page = open_page(viewport=PHONE if scheme == "light" else DESKTOP, color_scheme=scheme)
        for name, path in town.pages().items():
            if not EVERY_PAGE and name not in MAIN:
                continue
            page.goto(f"{town.base}{prefix}{path}", wait_until="domcontentloaded")
            html = page.locator("html")
            assert (html.get_attribute("lang"), html.get_attribute("dir")) == (shown.code, shown.dir)
            width = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            found += [f"{name} in {scheme} is {width} too wide"] if width > 0 else []
            found += barriers(page, f"{name} in {scheme}")
        page.context.close()
    assert found == [], "\n".join(found)
    assert watch.complaints == []


@pytest.mark.parametrize("code", ["ko", "en", "zh-Hans", "vi", "ru", "th", "km"])
def test_no_word_of_the_phone_menu_or_of_the_ways_in_is_cut(
    town: Town, open_page: Callable[..., Page], code: str
) -> None:
    prefix = "" if code == "ko" else f"/{LANGUAGES[code].django_code}"
    for width in (320, 360):
        page = open_page(viewport={"width": width, "height": 740})
        page.goto(f"{town.base}{prefix}/guides/")
        words = page.locator(".site-nav li:not(.site-nav__wide) span")
        assert words.count() == 5
        assert words.evaluate_all(CUT) == [], (code, width)
        page.goto(f"{town.base}{prefix}/")
        assert page.locator(".way-in span").count() == 6
        assert page.locator(".way-in span").evaluate_all(CUT) == [], (code, width)
        page.context.close()


@pytest.mark.parametrize(("size", "scheme"), [(PHONE, "light"), (DESKTOP, "dark")], ids=["phone", "desktop-dark"])
def test_easy_korean_is_one_tap_away_and_without_barriers(
    town: Town, open_page: Callable[..., Page], watch: Watch, size: dict[str, int], scheme: str
) -> None:
    page = open_page(viewport=size, color_scheme=scheme)
    found: list[str] = []
    for name, path in town.pages().items():
        if not EVERY_PAGE and name not in MAIN and not name.startswith("guide"):
            continue
        page.goto(f"{town.base}/ko-easy{path}", wait_until="domcontentloaded")
        # To fonts and voices it is Korean.
        assert page.locator("html").get_attribute("lang") == "ko"
        assert page.locator("main [lang^='ko-']").count() == 0
        found += barriers(page, name)
    page.goto(f"{town.base}/guides/immigration/extend-stay/")
    found += barriers(page, "the Korean page")
    page.get_by_role("link", name="쉬운 한국어", exact=True).and_(page.locator("main a")).click()
    page.wait_for_url("**/ko-easy/guides/immigration/extend-stay/")
    assert page.get_by_role("heading", level=1).inner_text() == "비자 기간 늘리기"
    page.get_by_role("link", name="한국어", exact=True).and_(page.locator("main a")).click()
    page.wait_for_url(f"{town.base}/guides/immigration/extend-stay/")
    assert found == [], "\n".join(found)
    assert watch.complaints == []
