"""Readers of a language without pages: a machine's words where there are some, else English, else Korean; always with
the language that the words are in, and with what they are."""

from __future__ import annotations

import re

import pytest
from django.core.cache import cache

from geoportal.guides.models import Article
from geoportal.translation.categories import Status
from geoportal.translation.models import Memory, Wanted
from geoportal.translation.queries import text_hash
from geoportal.translation.services import remember
from geoportal.translation.tasks import fill_wanted

PAGE = "/ne/guides/immigration/extend-stay/"
STEP = "방문 예약을 합니다."
LINKED = "임금을 못 받았으면 [밀린 임금 받기](guide:unpaid-wages)를 보세요."


def html(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, path
    return " ".join(answer.content.decode().split())


@pytest.fixture(autouse=True)
def forget():
    cache.clear()


@pytest.mark.parametrize("language", ["ne", "uz", "ja", "ur", "vi"])
def test_what_nobody_translated_is_english_and_says_so(client, pages, language):
    text = html(client, f"/{language}/guides/immigration/extend-stay/")
    assert '<h1 lang="en">' in text and "Extending your stay" in text
    assert '<span lang="en" dir="ltr" data-status="missing">Book a visit.' in text
    assert '<span lang="en">English</span>: ' in text and 'hreflang="ko"' in text
    assert f'<a href="/{language}/guides/employment/unpaid-wages/">unpaid wages</a>' in text
    assert "<title>Extending your stay" in text
    assert "data-ai-generated" not in text and "hx-post" not in text


def test_what_is_in_neither_language_is_korean(client, pages):
    text = html(client, "/ne/guides/employment/unpaid-wages/")
    assert 'lang="en" dir="ltr" data-status="missing">Rules may change.' in text
    assert 'lang="ko" dir="ltr" data-status="missing">일한 날과 시간을 적어 둡니다.' in text
    only_korean = html(client, "/ne/guides/employment/wages-case/")
    assert '<h1 lang="ko">' in only_korean and "회사가 문을 닫아" in only_korean
    assert ">English</span>:" not in only_korean


@pytest.mark.parametrize("path", ["guides/", "guides/immigration/", "guides/search/?q=visa"])
def test_lists_fall_back_alike(client, pages, path):
    text = html(client, f"/ne/{path}")
    assert 'href="/ne/guides/immigration/extend-stay/"' in text
    assert "Extending your stay" in text and "체류기간 연장하기" not in text


def test_an_unpublished_english_page_is_not_shown(client, pages):
    Article.objects.filter(slug="extend-stay", locale__language_code="en").update(live=False)
    text = html(client, PAGE)
    assert "체류기간 연장하기" in text and "Extending your stay" not in text


def test_a_page_is_shown_at_once_and_arrives_later_with_its_links(client, pages, google):
    text = html(client, PAGE)
    assert google.asked == []
    assert "Book a visit." in text and 'data-status="awaited"' in text
    assert {STEP, LINKED} <= set(Wanted.objects.values_list("source_text", flat=True))
    ids = re.findall(r'name="fragment" value="([^"]+)"', text)
    assert 'hx-post="/ne/guides/translations/"' in text and text.count("htmx-2.min") == 1
    waiting = client.post("/ne/guides/translations/", {"fragment": ids, "attempt": 1}).content.decode()
    assert "hx-swap-oob" not in waiting and 'hx-post="/ne/guides/translations/"' in waiting
    while fill_wanted("ko", "ne"):
        pass
    came = client.post("/ne/guides/translations/", {"fragment": ids, "attempt": 2}).content.decode()
    key = re.search(r'data-text="([^"]+)" hx-swap-oob="outerHTML:\[data-text=\'\1\'\]"', came)
    assert key and f'data-text="{key[1]}"' in text
    assert 'lang="ne" dir="ltr" data-status="machine" data-ai-generated="true">xx xxx xxx.</span>' in came
    assert '<a href="/ne/guides/employment/unpaid-wages/">xx xx xx</a>' in came
    assert "hx-post" not in came


def test_the_next_load_needs_no_script_and_says_that_a_machine_wrote_it(client, pages, google):
    html(client, PAGE)
    while fill_wanted("ko", "ne"):
        pass
    asked = len(google.asked)
    text = html(client, PAGE)
    assert 'data-status="machine" data-ai-generated="true"' in text and "<strong>AI</strong>" in text
    notice = re.search(r'<p class="notice[^>]*guide-status"[^>]*data-ai-generated="true">.*?</p>', text)
    assert notice and '<a href="/guides/immigration/extend-stay/" hreflang="ko">' in notice[0]
    main = text[text.index('<h1 lang="ne">') : text.index('id="sources"')]
    for part in ("Book a visit.", "Passport", "Extending", "체류", "여권", "상황에 따라"):
        assert part not in main
    assert "<strong>xx</strong>" in main
    assert "hx-post" not in text
    assert len(google.asked) == asked


def test_a_page_that_is_half_a_machines_marks_what_is_not(client, pages):
    Memory.objects.create(
        source_hash=text_hash(STEP), source="ko", target="ne", model="m", source_text=STEP, text="समय लिनुहोस्।",
        status="machine",
    )  # fmt: skip
    text = html(client, PAGE)
    assert 'lang="ne" dir="ltr" data-status="machine" data-ai-generated="true">समय लिनुहोस्।</span>' in text
    assert re.search(r'data-status="missing">Hand in your documents\.</span> <span class="fragment__label"', text)


def test_programs_get_one_language_and_are_told_of_the_machine(client, pages, google):
    before = client.get("/api/v1/guides/extend-stay/?lang=ne").json()
    assert (before["language"], before["status"], before["ai_generated"]) == ("en", "drafted", False)
    html(client, PAGE)
    while fill_wanted("ko", "ne"):
        pass
    after = client.get("/api/v1/guides/extend-stay/?lang=ne").json()
    assert (after["language"], after["status"], after["ai_generated"]) == ("ne", "machine", True)
    assert after["procedure"]["steps"][0] == "xx xxx xxx."
    assert after["sections"][0]["parts"][1]["texts"][0] == "xxx xxx xxx."
    rows = {one["slug"]: one for one in client.get("/api/v1/guides/?lang=ne").json()["guides"]}
    assert rows["extend-stay"]["ai_generated"] and rows["extend-stay"]["language"] == "ne"


def test_a_persons_words_in_the_memory_come_first(client, pages):
    remember("체류기간 연장하기", "बसाइ लम्ब्याउने", target="ne", status=Status.DRAFTED)
    assert "बसाइ लम्ब्याउने" in html(client, "/ne/guides/")
    assert '<h1 lang="ne">' in html(client, PAGE)


def test_a_told_page_asks_the_database_little(client, pages, django_assert_max_num_queries):
    html(client, PAGE)
    with django_assert_max_num_queries(30):
        html(client, PAGE)
    with django_assert_max_num_queries(20):
        html(client, "/ne/guides/")


def test_every_passage_has_a_place_to_link_to(client, pages):
    text = html(client, "/en/guides/immigration/extend-stay/")
    ids = re.findall(r'\sid="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    assert {"summary", "facts", "fee", "who", "deadline", "documents", "steps", "section-1", "faq-1", "sources"} <= set(
        ids
    )
    assert '<details class="guide__faq" id="faq-1"' in text


def test_passages_know_their_places(pages):
    from geoportal.assistant.reading import pieces
    from geoportal.guides.anchors import anchor_of

    page = Article.objects.get(slug="extend-stay", locale__language_code="ko").specific
    places = {piece.anchor: anchor_of(page, piece.anchor, piece.text) for piece in pieces(page)}
    assert places["faq-0"] == places["faq-0-asked"] == "faq-1"
    assert (places["steps"], places["section-0"], places["title"], places["question-0"]) == (
        "steps",
        "section-1",
        "",
        "",
    )
