"""Easy Korean: guides in easy words, one tap from the Korean ones, and Korean pages everywhere else."""

from __future__ import annotations

import re

import polib
import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.utils.translation import get_language, gettext, override
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, TranslationSource

from geoportal.core.languages import EASY, SOURCE, choice_of, current_code, language_of, reads_easy
from geoportal.guides.catalogs import EASY_FOLDER, po_path
from geoportal.guides.models import Article
from geoportal.translation.categories import SegmentStatus
from geoportal.translation.localize_machine import Machine
from geoportal.translation.models import Memory, Wanted
from geoportal.translation.segments import report
from geoportal.translation.segments.queries import segments

PAGE = "/guides/immigration/extend-stay/"
EASY_PAGE = f"/ko-easy{PAGE}"
TITLE, EASY_TITLE = "체류기간 연장하기", "비자 기간 늘리기"


def html(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, path
    return " ".join(answer.content.decode().split())


@pytest.fixture(autouse=True)
def forget():
    cache.clear()


def test_easy_korean_is_korean_to_all_but_who_names_it():
    with override("ko-easy"):
        assert (get_language(), current_code(), reads_easy()) == ("ko-easy", "ko", True)
        assert gettext("Near me") == "내 주변"
    with override("ko"):
        assert not reads_easy()
    assert language_of("ko-easy") == language_of("ko-x-easy") == SOURCE
    assert choice_of("ko-easy") == choice_of("ko-x-easy") == EASY
    assert choice_of("vi").code == "vi"


def test_a_page_in_easy_korean_is_marked_as_a_draft_and_as_korean(client, pages):
    text = html(client, EASY_PAGE)
    assert '<html lang="ko" dir="ltr"' in text
    assert f'<h1 lang="ko">{EASY_TITLE}</h1>' in text
    assert '<span lang="ko">비자 기간이 끝나기 전에 신청해요.</span>' in text
    assert "쉬운 한국어로 쓴 초안입니다." in text
    assert 'lang="ko-' not in text.split("<main", 1)[1].split("</main>")[0]


def test_what_has_no_easy_words_is_the_korean_text_and_says_nothing(client, pages):
    main = html(client, EASY_PAGE).split("<main", 1)[1].split("</main>")[0]
    assert '<span lang="ko">방문 예약을 합니다.</span>' in main
    assert "아직 번역되지 않았습니다" not in main
    assert "fragment__label" not in main
    # A page of which no text is rewritten is the Korean page; nothing of it is awaited or English.
    other = html(client, "/ko-easy/guides/employment/wages-case/").split("<main", 1)[1].split("</main>")[0]
    assert "회사가 문을 닫아" in other
    assert "guide-status" not in other
    assert "hx-post" not in other


def test_one_tap_leads_there_and_one_back(client, pages):
    korean, easy = html(client, PAGE), html(client, EASY_PAGE)
    assert re.search(rf'<p class="guide-easy"><a [^>]*href="{EASY_PAGE}"[^>]*>.*?<span>쉬운 한국어</span></a>', korean)
    assert re.search(rf'<p class="guide-easy"><a [^>]*href="{PAGE}"[^>]*>.*?<span>한국어</span></a>', easy)
    assert f'<a href="{PAGE}" hreflang="ko">' in easy


def test_no_tap_leads_where_there_are_no_easy_words(client, pages):
    assert "guide-easy" not in html(client, "/guides/employment/wages-case/")
    assert "guide-easy" not in html(client, f"/en{PAGE}")


def test_without_easy_korean_no_page_offers_it(client, pages, settings):
    settings.WAGTAIL_CONTENT_LANGUAGES = [row for row in settings.WAGTAIL_CONTENT_LANGUAGES if row[0] != "ko-easy"]
    assert "guide-easy" not in html(client, PAGE)


def test_lists_have_the_easy_title_or_the_korean_one(client, pages):
    home = html(client, "/ko-easy/guides/")
    assert f'<a href="{EASY_PAGE}" lang="ko">{EASY_TITLE}</a>' in home
    assert '<a href="/ko-easy/guides/employment/wages-case/" lang="ko">' in home
    assert "guide-status" not in html(client, "/ko-easy/guides/employment/")
    found = html(client, "/ko-easy/guides/search/?q=연장")
    assert EASY_TITLE in found


def test_search_engines_are_told_of_the_korean_page(client, pages):
    easy, korean = html(client, EASY_PAGE), html(client, PAGE)
    assert f'<link rel="canonical" href="http://testserver{PAGE}">' in easy
    assert 'rel="canonical"' not in korean
    assert 'rel="alternate" hreflang="ko-x-easy"' not in easy + korean


def test_the_api_gives_the_easy_page_and_says_what_it_is(client, pages):
    listed = client.get("/api/v1/guides/?lang=ko-easy").json()["guides"]
    by_slug = {one["slug"]: one for one in listed}
    assert (by_slug["extend-stay"]["title"], by_slug["extend-stay"]["status"]) == (EASY_TITLE, "drafted")
    assert (by_slug["wages-case"]["language"], by_slug["wages-case"]["status"]) == ("ko", "original")
    one = client.get("/api/v1/guides/extend-stay/?lang=ko-easy").json()
    assert (one["language"], one["title"]) == ("ko-easy", EASY_TITLE)
    assert one["url"].endswith(EASY_PAGE)
    assert client.get("/api/v1/guides/extend-stay/?lang=ko").json()["title"] == TITLE


def test_no_machine_is_asked_for_it(client, pages, google):
    for path in (EASY_PAGE, "/ko-easy/guides/", "/ko-easy/guides/employment/wages-case/", "/ko-easy/"):
        html(client, path)
    assert not Wanted.objects.exists() and not Memory.objects.exists()
    korean, easy = Locale.objects.get(language_code="ko"), Locale.objects.get(language_code="ko-easy")
    assert not Machine({}).can_translate(korean, easy)
    assert Machine({}).translate(korean, easy, []) == {}
    assert google.asked == []


def test_its_texts_are_drafts_and_the_others_are_not_lacking(pages):
    page = Article.objects.get(slug="extend-stay", locale__language_code="ko")
    easy = Locale.objects.get(language_code="ko-easy")
    found = segments(TranslationSource.objects.get(object_id=page.translation_key), easy)
    drafted = [one.text for one in found if one.status is SegmentStatus.DRAFTED]
    assert sorted(drafted) == sorted([
        EASY_TITLE, "비자 기간이 끝나기 전에 신청해요.", "규칙은 바뀔 수 있어요. 가기 전에 1345에 물어보세요.",
    ])  # fmt: skip
    assert {one.status for one in found} == {SegmentStatus.DRAFTED, SegmentStatus.MISSING}
    counted = next(one for one in report.counts() if one.language == "ko-easy")
    assert (counted.faults, counted.counts[SegmentStatus.DRAFTED] >= 3) == ([], True)
    assert not StringTranslation.objects.filter(locale=easy, translation_type="machine").exists()


def test_its_files_hold_only_what_was_rewritten_and_keep_their_header(folder, settings):
    settings.GUIDES_DIR = folder
    call_command("guides_messages", lang=[EASY_FOLDER])
    file = polib.pofile(str(po_path(folder, EASY_FOLDER, "immigration")))
    assert len(file) == 3
    assert file.header == "A draft."
    # A text that stands in two areas is rewritten once.
    other = polib.pofile(str(po_path(folder, EASY_FOLDER, "employment")))
    assert [entry.msgid for entry in other] == ["규정은 바뀔 수 있습니다. 방문하기 전에 1345에 확인하세요."]
    assert not po_path(folder, EASY_FOLDER, "welfare").exists()
