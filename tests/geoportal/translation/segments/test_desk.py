"""The translators' desk in the CMS."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail_localize.models import StringSegment, Translation

from tests.geoportal.translation.segments.conftest import TEXTS, words

PARAGRAPH = "서류를 냅니다"
CHANGED = "서류를 모두 냅니다"


@pytest.fixture
def at(desk, client):
    """Sign in as somebody; the client."""

    def sign_in(user):
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


def editor(desk, language="vi"):
    return reverse("translation_editor", args=[desk.source.pk, language])


def boxes(desk, language="vi", **texts):
    """What the editor's form sends: every segment as it stands, with other words by source text."""
    data = {}
    for source, segment in desk.segments(language).items():
        key = segment.row.segment_id
        data |= {f"text-{key}": texts.get(source, segment.text), f"token-{key}": segment.token,
                 f"version-{key}": str(segment.row.version_id or "")}  # fmt: skip
    return data


def test_strangers_stay_out(desk, at, people):
    browser = at(people["stranger"])
    assert (
        browser.get(reverse("translation_dashboard")).status_code == 302
        or browser.get(reverse("translation_dashboard")).status_code == 403
    )
    assert browser.get(editor(desk)).status_code in (302, 403)
    assert browser.post(editor(desk), boxes(desk)).status_code in (302, 403)


def test_the_dashboard_says_what_is_needed(desk, at):
    desk.edit(PARAGRAPH, CHANGED)
    page = at(desk.translator).get(reverse("translation_dashboard")).content.decode()
    assert "Tiếng Việt" in page
    assert editor(desk, "km") in page
    only = at(desk.translator).get(reverse("translation_dashboard"), {"area": "immigration"})
    assert only.context["overview"].total.counts["vi"]["outdated"] == 1
    assert (
        at(desk.translator).get(reverse("translation_dashboard"), {"region": "suwon"}).context["overview"].total.counts
        == {}
    )


def test_the_editor_shows_both_sides_with_hints_and_findings(desk, at):
    from geoportal.translation.glossary.models import GlossaryTerm

    GlossaryTerm.objects.create(korean="서류", language="vi", text="giấy tờ", kind="term")
    desk.edit(PARAGRAPH, CHANGED)
    page = at(desk.translator).get(editor(desk)).content.decode()
    for text in (CHANGED, PARAGRAPH, words("vi", 3), "giấy tờ"):
        assert text in page
    assert 'data-status="outdated"' in page
    assert "desk__error" in page
    assert "review-" not in page
    assert "review-" in at(desk.reviewer).get(editor(desk)).content.decode()


def test_saving_stores_a_draft(desk, at):
    answer = at(desk.translator).post(editor(desk), boxes(desk, **{PARAGRAPH: "Nộp giấy tờ"}))
    assert answer.status_code == 302
    assert desk.segments("vi")[PARAGRAPH].text == "Nộp giấy tờ"
    assert desk.status("vi", PARAGRAPH) == "drafted"


def test_the_second_one_is_told_and_keeps_the_words(desk, at):
    data = boxes(desk, **{PARAGRAPH: "của tôi"})
    desk.write("vi", PARAGRAPH, "của người khác", by=desk.reviewer)
    answer = at(desk.translator).post(editor(desk), data)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "của tôi</textarea>" in page
    assert "của người khác" in page
    assert desk.segments("vi")[PARAGRAPH].text == "của người khác"
    now = boxes(desk, **{PARAGRAPH: "của tôi"})
    assert at(desk.translator).post(editor(desk), now).status_code == 302
    assert desk.segments("vi")[PARAGRAPH].text == "của tôi"


def test_only_reviewers_mark_reviewed(desk, at):
    key = desk.segments("vi")[PARAGRAPH].row.segment_id
    data = boxes(desk) | {f"review-{key}": "on"}
    assert at(desk.translator).post(editor(desk), data).status_code in (302, 403)
    assert desk.status("vi", PARAGRAPH) == "drafted"
    assert at(desk.reviewer).post(editor(desk), data).status_code == 302
    assert desk.status("vi", PARAGRAPH) == "reviewed"
    assert "Ngoc" in at(desk.translator).get(editor(desk)).content.decode()


def test_publishing_is_stopped_by_errors(desk, at):
    data = boxes(desk, **{PARAGRAPH: "Nộp trong 9 ngày"}) | {"action": "publish"}
    with desk.commit(execute=True):
        at(desk.reviewer).post(editor(desk), data)
    assert desk.segments("vi")[PARAGRAPH].text == "Nộp trong 9 ngày"
    assert desk.translated("vi").body[1].value == words("vi", 3)


def test_publishing_confirms_what_was_shown(desk, at):
    desk.edit(PARAGRAPH, CHANGED)
    with desk.commit(execute=True):
        at(desk.reviewer).post(editor(desk), boxes(desk) | {"action": "publish"})
    assert desk.status("vi", CHANGED) == "drafted"
    assert desk.status("ru", CHANGED) == "outdated"


def test_files_go_out_and_come_in(desk, at):
    browser = at(desk.translator)
    for kind in ("po", "xliff"):
        asked = {"language": "vi", "format": kind, "source": desk.source.pk}
        sent = browser.get(reverse("translation_export"), asked)
        assert sent.status_code == 200
        assert "attachment" in sent.headers["Content-Disposition"]
        changed = sent.content.replace(words("vi", 3).encode(), f"mới {kind}".encode())
        file = SimpleUploadedFile(f"vi.{kind}", changed)
        page = browser.post(reverse("translation_import"), {"language": "vi", "file": file})
        assert page.status_code == 200
        assert desk.segments("vi")[PARAGRAPH].text == f"mới {kind}"
        desk.write("vi", PARAGRAPH, words("vi", 3))
    broken = browser.post(
        reverse("translation_import"), {"language": "vi", "file": SimpleUploadedFile("x.po", b"<x>")}
    )  # fmt: skip
    assert broken.status_code == 302


def test_a_translated_page_is_edited_at_the_desk(desk, at):
    page = desk.translated("vi")
    answer = at(desk.translator).get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert answer.status_code == 302


def test_the_other_door_is_closed(desk, at):
    translation = Translation.objects.get(source=desk.source, target_locale=desk.locales["vi"])
    segment = StringSegment.objects.filter(source=desk.source).first()
    address = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
    answer = at(desk.reviewer).put(address, data="value=x", content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 302
    assert "x" not in {one.text for one in desk.segments("vi").values()}


def test_without_an_engine_the_machine_says_so(desk, at):
    answer = at(desk.translator).post(reverse("translation_machine", args=[desk.source.pk, "vi"]), follow=True)
    assert answer.status_code == 200
    assert desk.statuses()["vi"] == {"drafted": len(TEXTS)}


def test_every_page_is_escaped(desk, at):
    desk.write("vi", PARAGRAPH, "<script>alert(1)</script>")
    page = at(desk.translator).get(editor(desk)).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
