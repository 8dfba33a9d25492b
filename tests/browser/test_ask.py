"""Asking, with and without a script: the answer stands on the page, help one tap away."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .conftest import PHONE, Town, Watch
from .test_every_page import barriers


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_danger_is_answered_with_numbers_to_tap(
    town: Town, open_page: Callable[..., Page], watch: Watch, script: bool
) -> None:
    page = open_page(viewport=PHONE, java_script_enabled=script)
    page.goto(f"{town.base}/en/ask/")
    page.get_by_label("Your question").fill("My house is on fire")
    page.get_by_role("button", name="Ask", exact=True).click()
    answer = page.locator(".turn__answer--emergency")
    expect(answer.get_by_text("Call 119 now")).to_be_visible()
    expect(answer.locator('a[href="tel:119"]')).to_be_visible()
    expect(answer.locator(".turn__mark")).to_contain_text("machine")
    assert watch.complaints == []


def test_places_are_pins_with_the_numbers_of_the_list(town: Town, open_page: Callable[..., Page], watch: Watch) -> None:
    page = open_page(viewport=PHONE)
    page.goto(f"{town.base}/en/ask/?region=ansan")
    for asked in ("Where is the nearest clinic?", "Find a clinic nearby"):
        page.get_by_label("Your question").fill(asked)
        page.get_by_role("button", name="Ask", exact=True).click()
        turn = page.locator(".turn").last
        expect(turn.locator(".turn__question")).to_contain_text(asked)
        expect(turn.locator(".turn__places li").first).to_be_visible(timeout=20_000)
        named = turn.locator(".turn__places strong").all_inner_texts()
        assert turn.locator(".turn__places").evaluate("list => getComputedStyle(list).listStyleType") == "decimal"
        turn.locator("[data-map]").scroll_into_view_if_needed()
        expect(turn.locator("[data-map][data-drawn]")).to_be_visible(timeout=20_000)
        assert page.locator("#answer").count() == 1
        pins = turn.locator(".pin")
        assert [pins.nth(at).get_attribute("aria-label") for at in range(pins.count())] == [
            f"{number}. {name}" for number, name in enumerate(named, start=1)
        ]
    assert watch.complaints == []


def test_what_somebody_asks_is_text_and_nothing_else(town: Town, open_page: Callable[..., Page], watch: Watch) -> None:
    page = open_page()
    page.goto(f"{town.base}/en/ask/")
    page.get_by_label("Your question").fill('<img src=x onerror="window.__xss=1"> my house is on fire')
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.locator(".turn__answer--emergency")).to_be_visible()
    expect(page.locator(".turn__question")).to_contain_text("<img src=x")
    assert page.evaluate("window.__xss") is None
    assert watch.complaints == []


def test_a_question_can_be_left_for_a_person(town: Town, open_page: Callable[..., Page]) -> None:
    page = open_page(viewport=PHONE)
    page.goto(f"{town.base}/en/ask/human/")
    page.get_by_label("Your question").fill("My boss does not pay me")
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Leave the question").click()
    expect(page.get_by_text("Nobody has answered yet")).to_be_visible()
    page.get_by_role("button", name="Delete my question now").click()
    expect(page.get_by_role("heading", name="Deleted")).to_be_visible()


def test_the_assistant_opens_over_another_page_with_a_form_of_its_own(
    town: Town, open_page: Callable[..., Page], watch: Watch
) -> None:
    page = open_page(viewport=PHONE)
    page.goto(f"{town.base}/en/near/")
    link = page.get_by_role("navigation", name="Main menu").get_by_role("link", name="Ask")
    link.click()
    dialog = page.get_by_role("dialog", name="Ask in your language")
    expect(dialog.get_by_label("Your question")).to_be_focused()
    assert page.url == f"{town.base}/en/near/"
    assert barriers(page, "widget") == []
    dialog.get_by_label("Your question").fill("My house is on fire")
    dialog.get_by_role("button", name="Ask", exact=True).click()
    expect(dialog.locator('.turn__answer--emergency a[href="tel:119"]')).to_be_visible()
    dialog.get_by_label("City, county or district").select_option("ansan")
    dialog.get_by_label("Your question").fill("Where is the nearest clinic?")
    dialog.get_by_role("button", name="Ask", exact=True).click()
    places = dialog.locator(".turn").last.locator(".turn__places li")
    expect(places.first).to_be_visible(timeout=20_000)
    drawn = dialog.locator(".turn").last.locator("[data-map]")
    drawn.scroll_into_view_if_needed()
    expect(dialog.locator("[data-map][data-drawn]")).to_be_visible(timeout=20_000)
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(link).to_be_focused()
    link.click()
    expect(dialog.locator(".turn")).to_have_count(2)
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_be_hidden()
    assert page.evaluate("[...document.querySelectorAll('[id]')].map((one) => one.id)") == list(
        dict.fromkeys(page.evaluate("[...document.querySelectorAll('[id]')].map((one) => one.id)"))
    )
    assert watch.complaints == []


def test_the_link_is_followed_where_the_assistant_does_not_open(town: Town, open_page: Callable[..., Page]) -> None:
    page = open_page(viewport=PHONE, java_script_enabled=False)
    page.goto(f"{town.base}/en/near/")
    page.get_by_role("navigation", name="Main menu").get_by_role("link", name="Ask").click()
    expect(page.get_by_role("heading", name="Ask in your language", level=1)).to_be_visible()


def test_a_suggested_question_is_answered_on_the_same_page(town: Town, open_page: Callable[..., Page]) -> None:
    page = open_page(viewport=PHONE)
    page.goto(f"{town.base}/en/ask/")
    suggested = page.locator(".ask__suggestion").first
    asked = suggested.locator("span[lang]").inner_text()
    suggested.click()
    expect(page.locator(".turn__question")).to_contain_text(asked)
    expect(page.locator(".turn__answer [data-answer-text]")).to_be_visible(timeout=20_000)
    assert page.url == f"{town.base}/en/ask/"
