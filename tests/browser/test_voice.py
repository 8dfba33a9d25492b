"""Reading aloud with the voices of the device, and the language of each fragment."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .conftest import Town, Watch

GUIDE = "/en/guides/immigration/extend-stay/"
# A device with voices: it notes what it is asked to say, and ends each utterance when `finish()` is called.
DEVICE = """
(() => {
  const voices = %s.map(([lang, localService]) => ({ lang, localService, name: lang, voiceURI: lang, default: false }));
  const said = []; let current = null;
  class Utterance { constructor(text) { this.text = text; } }
  const synthesis = {
    getVoices: () => voices, addEventListener() {}, pause() {}, resume() {},
    speak(one) { current = one; said.push({ text: one.text, lang: one.lang, voice: one.voice?.lang }); },
    cancel() { const one = current; current = null; one?.onerror?.({ error: 'canceled' }); },
  };
  Object.defineProperty(window, 'speechSynthesis', { value: synthesis });
  window.SpeechSynthesisUtterance = Utterance;
  window.said = said;
  window.finish = () => { const one = current; current = null; one?.onend?.({}); return said.length; };
})();
"""


def device(page: Page, *voices: tuple[str, bool]) -> Page:
    import json

    page.add_init_script(DEVICE % json.dumps(voices))
    return page


def said(page: Page) -> list[dict[str, str]]:
    return page.evaluate("said")  # type: ignore[no-any-return]


def read_all(page: Page) -> list[dict[str, str]]:
    for _ in range(300):
        before = len(said(page))
        page.evaluate("finish()")
        if len(said(page)) == before:
            break
    return said(page)


def test_each_fragment_is_read_in_its_language(town: Town, open_page: Callable[..., Page], watch: Watch) -> None:
    page = device(open_page(), ("en-US", True), ("ko-KR", True))
    page.goto(f"{town.base}/en/places/{town.place.pk}/")
    page.get_by_role("button", name="Read aloud").click()
    found = read_all(page)
    assert {"text": "Hanbit Clinic", "lang": "en", "voice": "en-US"} in found
    korean = [one for one in found if one["lang"] == "ko"]
    assert "한빛 의원" in [one["text"] for one in korean]
    assert {one["voice"] for one in korean} == {"ko-KR"}
    assert {one["voice"] for one in found if one["lang"] == "en"} == {"en-US"}
    assert not any("\uac00" <= sign <= "\ud7a3" for one in found if one["lang"] == "en" for sign in one["text"])
    expect(page.locator("#voice-status")).to_have_text("The end.")
    expect(page.get_by_role("button", name="Read aloud")).to_be_visible()
    assert watch.complaints == []
    assert all(url.startswith((town.base, "blob:", "data:")) for _, url, _ in watch.requests)


@pytest.mark.parametrize("voices", [(), (("vi-VN", True),), (("en-US", False),)], ids=["none", "other", "on a server"])
def test_without_a_voice_of_the_device_there_is_no_button(
    town: Town, open_page: Callable[..., Page], voices: tuple[tuple[str, bool], ...]
) -> None:
    page = device(open_page(), *voices)
    page.goto(f"{town.base}/en/places/{town.place.pk}/")
    page.wait_for_timeout(300)
    expect(page.locator("#voice")).to_be_hidden()


def test_parts_without_a_voice_are_left_out_and_that_is_said(town: Town, open_page: Callable[..., Page]) -> None:
    page = device(open_page(), ("en-GB", True))
    page.goto(f"{town.base}/en/places/{town.place.pk}/")
    page.get_by_role("button", name="Read aloud").click()
    expect(page.locator("#voice-status")).to_contain_text("left out")
    assert {one["lang"] for one in read_all(page)} == {"en"}


def test_a_guide_in_korean_needs_a_korean_voice(town: Town, open_page: Callable[..., Page]) -> None:
    page = device(open_page(), ("ko_KR", True))
    page.goto(town.base + "/guides/immigration/extend-stay/")
    page.locator("#voice-play").click()
    found = read_all(page)
    assert len(found) > 3
    assert {one["voice"] for one in found} == {"ko_KR"}
    assert all(len(one["text"]) < 400 for one in found)


def test_pause_go_on_and_stop_by_keyboard(town: Town, open_page: Callable[..., Page]) -> None:
    page = device(open_page(), ("en-US", True), ("ko-KR", True))
    page.goto(f"{town.base}/en/places/{town.place.pk}/")
    play = page.get_by_role("button", name="Read aloud")
    play.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Pause")).to_be_focused()
    page.evaluate("finish()")
    before = said(page)
    assert page.locator(".voice-now").count() == 1
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Go on")).to_be_focused()
    assert said(page) == before
    page.keyboard.press("Space")
    assert said(page)[-1] == before[-1]
    assert len(said(page)) == len(before) + 1
    page.keyboard.press("Escape")
    expect(play).to_be_focused()
    assert page.locator(".voice-now").count() == 0
    page.evaluate("finish()")
    assert len(said(page)) == len(before) + 1


# What the map library draws from the sources' own attribution is its affair.
HANGUL = """
[...(function* () {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) yield walker.currentNode;
})()].filter(node => /[\\uac00-\\ud7a3]/.test(node.data)
  && !node.parentElement.closest('script, template, style, .maplibregl-map')
  && node.parentElement.closest('[lang]').lang.split('-')[0] !== 'ko')
  .map(node => node.parentElement.outerHTML.slice(0, 200))
"""


def test_korean_words_on_english_pages_say_that_they_are_korean(town: Town, open_page: Callable[..., Page]) -> None:
    page = open_page()
    found = []
    for name, path in town.pages().items():
        page.goto(f"{town.base}/en{path}")
        found += [f"{name}: {html}" for html in page.evaluate(HANGUL)]
    assert found == [], "\n".join(found)
