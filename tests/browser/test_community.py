"""The community in a browser: without scripts, by keyboard, signed in; and forty payloads that stay text."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .conftest import DESKTOP, PHONE, Town, Watch
from .test_every_page import barriers

sys.path.insert(0, str(Path(__file__).parents[1] / "geoportal" / "translation"))
PASSWORD = "a long enough word"
NARROW = {"width": 320, "height": 640}


def open_long_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forms are filled in faster here than people do."""
    from geoportal.core import opened

    monkeypatch.setattr(opened, "LEAST_S", 0)


def unexpected(watch: Watch) -> list[str]:
    """What the browser complained about, but for the form that comes again with status 400."""
    return [one for one in watch.complaints if "status of 400" not in one]


def sign_in(page: Page, town: Town, path: str) -> None:
    page.goto(f"{town.base}/en/account/sign-in/?next=/en{path}")
    page.get_by_label("Nickname").fill("Lan")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(f"{town.base}/en{path}")


def test_from_reading_to_leaving_without_scripts(
    town: Town, open_page: Callable[..., Page], monkeypatch: pytest.MonkeyPatch, watch: Watch
) -> None:
    open_long_enough(monkeypatch)
    page = open_page(java_script_enabled=False)
    page.goto(f"{town.base}/en/community/")
    page.get_by_label("City or county").select_option("ansan")
    page.get_by_label("Community", exact=True).select_option("nepal")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ansan-si · Nepal")
    page.get_by_role("link", name="Write a post").first.click()
    page.get_by_role("link", name="I have no account: make one").click()
    page.get_by_label("Nickname").fill("राम")
    page.get_by_label("Password").fill("three little words")
    page.get_by_label("I am 14 years old or older.").check()
    page.get_by_label("I keep to the rules of the community.").check()
    page.get_by_role("button", name="Make the account").click()
    page.get_by_label("Question").check()
    page.get_by_label("Title").fill("Where can I learn Korean?")
    page.get_by_label("Your text", exact=True).fill("On Sundays. Call me at 010-1234-5678.")
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.locator("#found")).to_contain_text("010-1234-5678")
    page.get_by_role("button", name="Publish without these parts").click()
    expect(page.locator("article")).to_contain_text("On Sundays. Call me at […].")
    page.get_by_label("Your answer").fill("I found one.")
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.locator(".comment")).to_contain_text("I found one.")
    page.get_by_role("link", name="My account").click()
    page.get_by_role("link", name="Delete the account").click()
    page.get_by_label("Delete everything that I wrote").check()
    page.get_by_label("Password").fill("three little words")
    page.get_by_role("button", name="Delete the account").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The account is deleted")
    page.goto(f"{town.base}/en/community/ansan/nepal/")
    expect(page.get_by_text("Nobody has written here yet")).to_be_visible()
    assert unexpected(watch) == []


@pytest.mark.parametrize("size", [PHONE, NARROW, DESKTOP], ids=["phone", "320", "desktop"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_of_an_account_have_no_barriers(
    town: Town, open_page: Callable[..., Page], watch: Watch, size: dict[str, int], scheme: str
) -> None:
    page = open_page(viewport=size, color_scheme=scheme)
    sign_in(page, town, "/community/ansan/vietnam/")
    found: list[str] = []
    own = ("", "mine/", "mine/leave/", "ansan/vietnam/new/", f"posts/{town.post.pk}/", f"posts/{town.post.pk}/edit/",
           f"posts/{town.post.pk}/delete/", "../account/password/")  # fmt: skip
    for path in own:
        page.goto(f"{town.base}/en/community/{path}")
        width = page.evaluate("document.documentElement.scrollWidth")
        found += [f"{path} is {width} wide"] if width > size["width"] else []
        found += barriers(page, path)
        assert page.get_by_role("heading", level=1).count() == 1, path
    page.goto(f"{town.base}/en/community/ansan/vietnam/new/")
    page.get_by_label("Tip").check()
    page.get_by_label("Title").fill("Call 010-1234-5678")
    page.get_by_label("Your text", exact=True).fill("lan@example.com")
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.locator("#found li")).to_have_count(2)
    found += barriers(page, "what was found")
    assert found == [], "\n".join(found)
    assert unexpected(watch) == []


def test_a_report_by_keyboard(town: Town, open_page: Callable[..., Page], monkeypatch: pytest.MonkeyPatch) -> None:
    from geoportal.community.models import Report

    open_long_enough(monkeypatch)
    page = open_page()
    page.goto(f"{town.base}/en/community/posts/{town.post.pk}/")
    page.get_by_role("link", name="Report the post").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Advertising").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Send the report")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    assert [one.reason for one in Report.objects.all()] == ["advert"]


def test_forty_payloads_run_nowhere(town: Town, open_page: Callable[..., Page], watch: Watch) -> None:
    from payloads import PAYLOADS

    from geoportal.accounts.models import User
    from geoportal.community.models import Comment, Post
    from geoportal.translation.categories import Status
    from geoportal.translation.services import remember

    assert len(PAYLOADS) == 40
    answer = Comment.objects.create(post=town.post, text="x", language="en")
    page = open_page()
    for payload in PAYLOADS:
        User.objects.filter(pk=town.post.author_id).update(nickname=payload[:80])
        Post.objects.filter(pk=town.post.pk).update(title=payload[:120], text=payload, language="en")
        Comment.objects.filter(pk=answer.pk).update(text=payload)
        remember(payload, f"{payload} {payload}", source="en", target="vi", status=Status.MACHINE)
        for path in (f"/en/community/posts/{town.post.pk}/", f"/vi/community/posts/{town.post.pk}/",
                     "/en/community/ansan/vietnam/", f"/en/community/posts/{town.post.pk}/report/"):  # fmt: skip
            page.goto(town.base + path)
            assert page.evaluate("window.__xss === undefined"), (payload, path)
            assert page.get_by_role("heading", level=1).count() == 1
        page.goto(f"{town.base}/en/community/posts/{town.post.pk}/")
        assert page.locator("h1").text_content() == payload[:120]
        assert page.locator(".post--whole .plain-text").first.text_content() == payload
    strangers = {url for _, url, _ in watch.requests if not url.startswith((town.base, "blob:", "data:"))}
    assert strangers == set()
    assert watch.complaints == []
