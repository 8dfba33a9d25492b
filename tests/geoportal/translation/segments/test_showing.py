"""What a translated page tells its reader."""

from __future__ import annotations

import pytest
from django.template import Context, Template
from django.utils import timezone, translation
from wagtail_localize.models import StringTranslation

from geoportal.translation.segments.showing import page_statuses, shown
from tests.geoportal.translation.segments.conftest import TEXTS, words

PARAGRAPH = "서류를 냅니다"
CHANGED = "서류를 모두 냅니다"


def page_html(client, language="vi"):
    answer = client.get(f"/{language}/guides/immigration/extend/")
    assert answer.status_code == 200
    return answer.content.decode()


def review_all(desk, language="vi"):
    for text in TEXTS:
        desk.write(language, text, desk.segments(language)[text].text, by=desk.reviewer, reviewed=True)


def test_the_source_has_nothing_to_tell(desk):
    assert shown(desk.page) is None


def test_a_draft_says_so_with_one_tap_to_the_original(desk, client):
    html = page_html(client)
    assert 'href="/guides/immigration/extend/"' in html
    found = shown(desk.translated("vi"))
    assert found.whole.status == "drafted"
    assert found.counts == {"drafted": len(TEXTS)}


def test_a_reviewed_page_says_who_and_when(desk, client):
    review_all(desk)
    html = page_html(client)
    assert "Ngoc" in html
    assert str(timezone.localdate()) in html
    assert 'data-status="reviewed"' in html


def test_a_page_that_is_not_all_reviewed_is_a_draft(desk):
    desk.write("vi", PARAGRAPH, words("vi", 3), by=desk.reviewer, reviewed=True)
    assert shown(desk.translated("vi")).whole.status == "drafted"
    review_all(desk)
    StringTranslation.objects.filter(locale=desk.locales["vi"], translation_of__data=PARAGRAPH).delete()
    assert shown(desk.translated("vi")).whole.status == "drafted"


def test_an_outdated_text_is_marked_and_still_shown(desk, client):
    review_all(desk)
    desk.edit(PARAGRAPH, CHANGED)
    html = page_html(client)
    assert words("vi", 3) in html
    assert 'data-status="outdated"' in html
    with translation.override("en"):
        assert shown(desk.translated("vi")).mark_of(words("vi", 3)) is None
        assert "reviewed by Ngoc" in shown(desk.translated("vi")).mark_of(words("vi", 4)).label


def test_machine_text_carries_the_label(untranslated, client):
    untranslated.machine("vi")
    untranslated.publish("vi")
    html = page_html(client)
    assert 'data-ai-generated="true"' in html
    assert "<strong>AI</strong>" in html


def test_statuses_of_many_pages_are_one_look(desk, django_assert_max_num_queries):
    pages = [desk.translated("vi"), desk.translated("ru"), desk.page]
    locales = [page.locale for page in pages]
    assert len(locales) == 3
    with django_assert_max_num_queries(2):
        found = page_statuses(pages)
    assert {found[page.pk] for page in pages[:2]} == {"drafted"}
    assert desk.page.pk not in found


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>'])
def test_the_tags_escape(desk, rf, text):
    desk.write("vi", PARAGRAPH, text)
    page = desk.translated("vi")
    block = page.body[1].id
    code = "{% load page_translation %}{% translation_status page %}{% text_status page path %}"
    html = Template(code).render(Context({"page": page, "path": f"body.{block}", "request": rf.get("/")}))
    assert "<script>" not in html
    assert "<img" not in html
    assert PARAGRAPH in html
