"""The same files twice change nothing; an editor's change stays; a changed paragraph is one segment."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page, Revision, Site
from wagtail_localize.models import StringSegment, StringTranslation, TranslationSource

from geoportal.guides.loading import load, with_ids
from geoportal.guides.models import AreaPage, Article, CasePage, GuidesHome, LoadedText, ProcedurePage

EXTEND = "immigration/extend-stay.yml"


def change(folder, name, old, new):
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def again(folder, django_capture_on_commit_callbacks):
    def load_again():
        with django_capture_on_commit_callbacks(execute=True):
            return load(folder)

    return load_again


def rows():
    return [
        list(model.objects.order_by("pk").values())
        for model in (Page, Article, ProcedurePage, Revision, StringTranslation, TranslationSource, LoadedText)
    ]


def test_the_tree_stands_below_the_site(pages):
    home = GuidesHome.objects.get(locale__language_code="ko")
    assert Site.objects.get().root_page_id == home.pk
    assert [page.area for page in AreaPage.objects.child_of(home)] == [
        "immigration", "employment", "education", "housing", "healthcare", "welfare",
    ]  # fmt: skip
    page = ProcedurePage.objects.get(slug="extend-stay", locale__language_code="ko")
    assert page.live
    assert page.get_parent().slug == "immigration"
    assert [(block.block_type, block.value) for block in page.body] == [
        ("heading", "알아 두세요"),
        ("paragraph", "규정은 바뀔 수 있습니다. 방문하기 전에 1345에 확인하세요."),
        ("item", "**여권**을 가지고 가세요."),
        ("item", "임금을 못 받았으면 [밀린 임금 받기](guide:unpaid-wages)를 보세요."),
    ]
    assert [step.value for step in page.steps] == ["방문 예약을 합니다.", "서류를 냅니다."]
    assert [(one.value["name"], one.value["note"]) for one in page.documents] == [
        ("여권", "원본"),
        ("외국인등록증", ""),
    ]
    assert page.audience == ["E-9", "F-6"]
    assert str(page.sources[0].value["checked_on"]) == "2026-11-29"
    assert CasePage.objects.get(locale__language_code="ko").organization == "지은 상담소"


def test_the_translation_is_a_page_of_its_own(pages):
    page = ProcedurePage.objects.get(slug="extend-stay", locale__language_code="en")
    assert page.live
    assert page.title == "Extending your stay"
    assert page.steps[1].value == "Hand in your documents."
    assert page.faq[0].value["answer"] == "It depends & you should ask 1345."
    assert page.audience == ["E-9", "F-6"]
    assert page.get_parent().title == "Stay and visa"
    assert "extending your stay" in page.words
    tools = set(StringTranslation.objects.values_list("tool_name", "translation_type"))
    assert tools == {("initial content", "manual")}


def test_what_is_not_translated_has_no_page(pages):
    assert not CasePage.objects.filter(locale__language_code="en").exists()
    assert not AreaPage.objects.filter(locale__language_code="en", area="housing").exists()


def test_each_block_is_one_segment(pages):
    source = TranslationSource.objects.get(object_repr="체류기간 연장하기")
    paths = [
        path.split(".")[0]
        for path in StringSegment.objects.filter(source=source).values_list("context__path", flat=True)
    ]
    assert sorted(paths) == sorted(
        ["title", "summary", "who", "where", "deadline", "online_name"]
        + ["questions"] * 2 + ["documents"] * 3 + ["steps"] * 2 + ["body"] * 4 + ["faq"] * 2
    )  # fmt: skip


def test_the_same_files_twice_change_nothing(pages, again):
    before = rows()
    assert again().unchanged
    LoadedText.objects.filter(language="").update(digest="another edition")
    done = again()
    assert (done.added, done.updated, done.kept, done.translated) == ([], [], [], {})
    after = rows()
    assert after[:-1] == before[:-1]


def test_a_changed_paragraph_is_one_new_segment(pages, again):
    def segments():
        source = TranslationSource.objects.get(object_repr="체류기간 연장하기")
        found = StringSegment.objects.filter(source=source)
        return dict(found.values_list("context__path", "string__data"))

    before = segments()
    change(pages, EXTEND, "서류를 냅니다.", "서류를 모두 냅니다.")
    assert again().updated == ["extend-stay"]
    after = segments()
    assert before.keys() == after.keys()
    assert [(before[path], after[path]) for path in after if before[path] != after[path]] == [
        ("서류를 냅니다.", "서류를 모두 냅니다.")
    ]
    english = ProcedurePage.objects.get(slug="extend-stay", locale__language_code="en")
    assert english.steps[0].value == "Book a visit."


def test_an_editors_change_stays(pages, again):
    page = ProcedurePage.objects.get(slug="extend-stay", locale__language_code="ko")
    page.title = "편집자가 고친 제목"
    page.save_revision().publish()
    change(pages, EXTEND, "체류기간 연장하기", "파일의 새 제목")
    assert again().kept == ["extend-stay"]
    page.refresh_from_db()
    assert page.title == "편집자가 고친 제목"


def test_a_draft_of_an_editor_stays_too(pages, again):
    page = ProcedurePage.objects.get(slug="extend-stay", locale__language_code="ko")
    page.title = "초안"
    page.save_revision()
    change(pages, EXTEND, "체류기간 연장하기", "파일의 새 제목")
    assert again().kept == ["extend-stay"]
    assert page.get_latest_revision_as_object().title == "초안"


def test_a_translators_change_stays(pages, again):
    english = StringTranslation.objects.get(data="Book a visit.")
    english.data, english.tool_name = "Make an appointment.", ""
    english.save()
    change(pages, "locale/en/immigration.po", "Book a visit.", "Reserve a visit.")
    change(pages, "locale/en/immigration.po", "Hand in your documents.", "Submit your documents.")
    assert again().translated == {"en": 1}
    steps = ProcedurePage.objects.get(slug="extend-stay", locale__language_code="en").steps
    assert [step.value for step in steps] == ["Make an appointment.", "Submit your documents."]


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("hotlines:", "hotline:", "unknown: hotline"),
        ("[E-9, F-6]", "[E-99]", "audience: unknown E-99"),
        ("type: procedure", "type: novel", "novel"),
        ("https://www.hikorea.go.kr\", checked", "javascript:www.hikorea.go.kr\", checked", "web address"),
        ("title: ", "title: [", "extend-stay.yml"),
    ],
)  # fmt: skip
def test_a_wrong_file_loads_nothing(db, folder, old, new, why):
    change(folder, EXTEND, old, new)
    with pytest.raises(CommandError, match=why):
        call_command("load_guides", folder)
    assert not GuidesHome.objects.exists()


def test_blocks_that_stay_keep_their_ids():
    first = with_ids([], [{"type": "step", "value": text} for text in "abc"], "x")
    then = with_ids(first, [{"type": "step", "value": text} for text in "azbc"], "x")
    assert [block["id"] for block in (then[0], then[2], then[3])] == [block["id"] for block in first]
    assert len({block["id"] for block in then}) == 4
