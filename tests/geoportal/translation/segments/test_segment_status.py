"""The status of each segment is right after whatever people and machines do.

Tests named after threads of integreat-cms hold the portal to what went wrong there.
"""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail_localize.models import StringTranslation

from geoportal.translation.segments.models import SegmentTranslation, SegmentVersion
from geoportal.translation.segments.sources import mark_minor, record
from tests.geoportal.translation.segments.conftest import LANGUAGES, TEXTS, WORDS, words

PARAGRAPH = "서류를 냅니다"
CHANGED = "서류를 모두 냅니다"


def only(status: str) -> dict[str, dict[str, int]]:
    return {language: {status: len(TEXTS)} for language in LANGUAGES}


def test_a_new_page_lacks_everything(untranslated):
    assert untranslated.statuses() == only("missing")


def test_what_a_person_wrote_is_drafted(desk):
    assert desk.statuses() == only("drafted")
    assert desk.translated("en").body[1].value == "word d"


def test_a_changed_paragraph_makes_exactly_its_six_translations_outdated(desk):
    desk.edit(PARAGRAPH, CHANGED)
    for language in LANGUAGES:
        found = {text: str(segment.status) for text, segment in desk.segments(language).items()}
        assert found.pop(CHANGED) == "outdated"
        assert set(found.values()) == {"drafted"}
        assert len(found) == len(TEXTS) - 1


def test_an_outdated_translation_stays_visible_until_it_is_renewed(desk):
    desk.edit(PARAGRAPH, CHANGED)
    assert desk.translated("vi").body[1].value == words("vi", 3)
    assert desk.segments("vi")[CHANGED].old_source == PARAGRAPH
    desk.write("vi", CHANGED, words("vi", "x"))
    desk.publish("vi")
    assert desk.translated("vi").body[1].value == words("vi", "x")
    assert desk.status("vi", CHANGED) == "drafted"


def test_a_minor_edit_makes_nothing_outdated(desk):
    desk.edit(PARAGRAPH, "서류를 냅니다.", minor=True)
    assert desk.statuses() == only("drafted")
    assert desk.translated("km").body[1].value == words("km", 3)


def test_a_minor_edit_keeps_what_was_outdated_outdated(desk):
    desk.edit(PARAGRAPH, CHANGED)
    desk.edit(CHANGED, CHANGED + ".", minor=True)
    assert desk.status("en", CHANGED + ".") == "outdated"
    desk.write("en", CHANGED + ".", "new words")
    assert desk.status("en", CHANGED + ".") == "drafted"
    assert desk.status("vi", CHANGED + ".") == "outdated"


def test_a_minor_save_does_not_hide_a_draft_that_changed_the_sense(desk):
    desk.edit(PARAGRAPH, CHANGED, publish=False)
    assert desk.statuses() == only("drafted")
    desk.edit("기다립니다", "기다립니다.", minor=True)
    for language in LANGUAGES:
        assert desk.status(language, CHANGED) == "outdated"
        assert desk.status(language, "기다립니다.") == "drafted"


def test_spaces_alone_are_minor(desk):
    desk.edit(PARAGRAPH, "서류를  냅니다")
    assert desk.statuses() == only("drafted")


def test_an_editor_can_say_afterwards_that_it_was_minor(desk):
    desk.edit(PARAGRAPH, CHANGED)
    mark_minor(SegmentVersion.objects.get(string__data=CHANGED))
    assert desk.statuses() == only("drafted")


def test_publishing_one_language_makes_that_one_current(desk):
    desk.edit(PARAGRAPH, CHANGED)
    desk.publish("ru")
    assert desk.status("ru", CHANGED) == "drafted"
    assert {desk.status(language, CHANGED) for language in LANGUAGES if language != "ru"} == {"outdated"}


def test_a_text_that_comes_back_has_its_translation_again(desk):
    desk.edit(PARAGRAPH, CHANGED)
    desk.write("en", CHANGED, "all words")
    desk.edit(CHANGED, PARAGRAPH)
    assert desk.statuses() == only("drafted")
    assert desk.segments("en")[PARAGRAPH].text == "word d"


def test_a_moved_paragraph_is_not_a_changed_one(desk):
    page = desk.page.get_latest_revision_as_object()
    page.body = [{"type": b.block_type, "value": b.value, "id": b.id} for b in reversed(list(page.body))]
    with desk.commit(execute=True):
        page.save_revision().publish()
    assert desk.statuses() == only("drafted")
    assert desk.translated("en").body[0].value == "word e"


def test_a_new_paragraph_is_missing_and_a_known_text_is_taken_over(desk):
    page = desk.page.get_latest_revision_as_object()
    known = [{"type": b.block_type, "value": b.value, "id": b.id} for b in page.body]
    page.body = [*known, {"type": "paragraph", "value": "새 글"}, {"type": "item", "value": PARAGRAPH}]
    with desk.commit(execute=True):
        page.save_revision().publish()
    for language in LANGUAGES:
        assert desk.status(language, "새 글") == "missing"
        assert desk.translated(language).body[4].value == words(language, 3)
        assert desk.translated(language).body[3].value == "새 글"
    assert all(count == {"drafted": len(TEXTS) + 1 - 0, "missing": 1} or count["missing"] == 1
               for count in desk.statuses().values())  # fmt: skip


def test_a_removed_paragraph_leaves_nothing_behind(desk):
    desk.edit(PARAGRAPH, "")
    assert desk.statuses() == {language: {"drafted": len(TEXTS) - 1} for language in LANGUAGES}
    assert len(desk.translated("th").body) == 2


def test_recording_the_same_page_again_changes_nothing(desk):
    before = list(SegmentVersion.objects.order_by("pk").values())
    assert not record(desk.source).is_change
    assert list(SegmentVersion.objects.order_by("pk").values()) == before


# --- review ---------------------------------------------------------------------------------------


def test_reviewed_says_who_and_when(desk):
    desk.write("vi", PARAGRAPH, words("vi", 3), by=desk.reviewer, reviewed=True)
    row = desk.segments("vi")[PARAGRAPH].row
    assert (row.status, row.reviewer, row.reviewed_on) == ("reviewed", "Ngoc", timezone.localdate())


def test_only_reviewers_review(desk):
    with pytest.raises(PermissionDenied):
        desk.write("vi", PARAGRAPH, words("vi", 3), reviewed=True)
    assert desk.status("vi", PARAGRAPH) == "drafted"


def test_a_reviewed_text_that_is_changed_is_a_draft_again(desk):
    desk.write("vi", PARAGRAPH, words("vi", 3), by=desk.reviewer, reviewed=True)
    desk.write("vi", PARAGRAPH, words("vi", "y"))
    row = desk.segments("vi")[PARAGRAPH].row
    assert (row.status, row.reviewer, row.reviewed_on) == ("drafted", "", None)


def test_a_minor_edit_keeps_the_review(desk):
    desk.write("vi", PARAGRAPH, words("vi", 3), by=desk.reviewer, reviewed=True)
    desk.edit(PARAGRAPH, "서류를 냅니다.", minor=True)
    row = desk.segments("vi")["서류를 냅니다."].row
    assert (row.status, row.reviewer) == ("reviewed", "Ngoc")


def test_the_review_outlives_the_account(desk):
    desk.write("vi", PARAGRAPH, words("vi", 3), by=desk.reviewer, reviewed=True)
    desk.reviewer.delete()
    assert desk.segments("vi")[PARAGRAPH].row.reviewer == "Ngoc"


def test_the_database_refuses_a_review_without_a_name(desk):
    known = SegmentTranslation.objects.first()
    with pytest.raises(IntegrityError), transaction.atomic():
        SegmentTranslation.objects.filter(pk=known.pk).update(kind="reviewed")


def test_a_text_written_past_the_desk_is_no_longer_reviewed(desk):
    desk.write("vi", PARAGRAPH, words("vi", 3), by=desk.reviewer, reviewed=True)
    StringTranslation.objects.filter(translation_of__data=PARAGRAPH, locale=desk.locales["vi"]).update(data="khác")
    assert desk.status("vi", PARAGRAPH) == "drafted"


# --- what went wrong in integreat-cms -------------------------------------------------------------


def test_integreat_4397_an_updated_machine_translation_is_not_machine_again(untranslated):
    desk = untranslated
    desk.machine("en")
    assert desk.statuses()["en"] == {"machine": len(TEXTS)}
    desk.publish("en")
    desk.edit(PARAGRAPH, CHANGED)
    assert desk.status("en", CHANGED) == "outdated"
    desk.write("en", CHANGED, "by hand")
    assert desk.status("en", CHANGED) == "drafted"
    desk.publish("en")
    assert desk.status("en", CHANGED) == "drafted"
    assert desk.status("en", "기다립니다") == "machine"


@pytest.mark.parametrize("origin", ["machine", "person"])
def test_integreat_4396_publishing_makes_current_the_second_time_too(untranslated, origin):
    desk = untranslated
    if origin == "machine":
        desk.machine("en")
    else:
        for text in TEXTS:
            desk.write("en", text, words("en", "b"))
    desk.publish("en")
    text = PARAGRAPH
    for number in ("하나", "둘", "셋"):
        new = f"서류 {number}"
        desk.edit(text, new)
        assert desk.status("en", new) == "outdated"
        desk.publish("en")
        assert desk.status("en", new) == "drafted"
        text = new


def test_integreat_4398_an_outdated_human_translation_becomes_current_unchanged(desk):
    desk.edit(PARAGRAPH, CHANGED)
    desk.write("en", CHANGED, desk.segments("en")[CHANGED].text, confirmed=True)
    assert desk.status("en", CHANGED) == "drafted"


def test_integreat_2319_a_machine_run_over_outdated_ones_makes_them_machine(untranslated):
    desk = untranslated
    desk.machine("en")
    desk.edit(PARAGRAPH, CHANGED)
    run = desk.machine("en")
    assert len(run.written) == 1
    assert desk.statuses()["en"] == {"machine": len(TEXTS)}


def test_integreat_4254_translating_into_a_new_language_leaves_the_others_current(desk):
    StringTranslation.objects.filter(locale=desk.locales["km"]).delete()
    desk.edit(PARAGRAPH, PARAGRAPH)
    desk.machine("km")
    counts = desk.statuses()
    assert counts.pop("km") == {"machine": len(TEXTS)}
    assert all(count == {"drafted": len(TEXTS)} for count in counts.values())


def test_integreat_4320_an_emptied_text_is_not_outdated(desk):
    desk.edit("미리 하세요", "")
    assert desk.page.summary == ""
    assert desk.statuses() == {language: {"drafted": len(TEXTS) - 1} for language in LANGUAGES}
    desk.edit("", "미리 하세요")


def test_integreat_pr2984_a_current_machine_translation_counts_as_current(untranslated):
    desk = untranslated
    desk.machine("ru")
    desk.edit(PARAGRAPH, PARAGRAPH)
    assert desk.statuses()["ru"] == {"machine": len(TEXTS)}


def test_integreat_pr2157_an_outdated_machine_translation_counts_as_outdated(untranslated):
    desk = untranslated
    desk.machine("ru")
    desk.edit(PARAGRAPH, CHANGED)
    assert desk.statuses()["ru"] == {"machine": len(TEXTS) - 1, "outdated": 1}


def test_a_machine_never_overwrites_a_person(desk):
    desk.edit(PARAGRAPH, CHANGED)
    run = desk.machine("en")
    assert run.written == []
    assert desk.segments("en")[CHANGED].text == "word d"
    assert desk.status("en", CHANGED) == "outdated"


def test_a_machine_text_that_fails_the_checks_is_not_stored(untranslated):
    run = untranslated.machine("en", lambda texts: [f"{WORDS['en']} 42" for _ in texts])
    assert run.written == []
    assert len(run.faulty) == len(TEXTS)
    assert untranslated.statuses()["en"] == {"missing": len(TEXTS)}
