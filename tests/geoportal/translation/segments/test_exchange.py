"""Files for professional translators: out, in, and what is refused."""

from __future__ import annotations

from dataclasses import replace

import polib
import pytest
from lxml import etree

from geoportal.translation.categories import SegmentStatus
from geoportal.translation.exchange.message import Document, NotReadable, document
from geoportal.translation.exchange.po_file import read_po, write_po
from geoportal.translation.exchange.taking import Outcome, take
from geoportal.translation.exchange.xliff_file import read_xliff, schema, write_xliff
from tests.geoportal.translation.segments.conftest import TEXTS, words

PARAGRAPH = "서류를 냅니다"
CHANGED = "서류를 모두 냅니다"
FORMATS = {"po": (write_po, read_po), "xliff": (write_xliff, read_xliff)}


@pytest.fixture(params=FORMATS)
def through(request):
    """A function that writes a document as a file and reads it again."""
    write, read = FORMATS[request.param]
    return lambda made: read(write(made), language=made.language)


def out(desk, language="vi"):
    return document([desk.source], desk.locales[language])


def said(made: Document, source: str, text: str, status=None) -> Document:
    """The document with another translation of one text."""
    return Document(made.language, tuple(
        replace(one, text=text, status=status or one.status) if one.source == source else one for one in made.messages
    ))  # fmt: skip


def back(desk, made, *, by=None, language="vi"):
    return take(made, desk.locales[language], by=by or desk.translator, made_by="file")


def outcomes(report):
    return {str(outcome): number for outcome, number in report.counts.items()}


def test_out_and_in_again_changes_nothing(desk, through):
    desk.write("vi", PARAGRAPH, words("vi", 3), by=desk.reviewer, reviewed=True)
    desk.edit("기다립니다", "오래 기다립니다")
    before = desk.segments("vi")
    assert outcomes(back(desk, through(out(desk)))) == {"unchanged": len(TEXTS)}
    assert desk.segments("vi") == before
    assert {str(one.status) for one in before.values()} == {"drafted", "reviewed", "outdated"}


def test_a_translated_file_is_taken(untranslated, through):
    made = said(out(untranslated), PARAGRAPH, "Nộp giấy tờ", SegmentStatus.DRAFTED)
    report = back(untranslated, through(made))
    assert outcomes(report) == {"taken": 1, "empty": len(TEXTS) - 1}
    segment = untranslated.segments("vi")[PARAGRAPH]
    assert (segment.text, segment.status, segment.row.made_by) == ("Nộp giấy tờ", "drafted", "file")


def test_a_newer_human_text_is_never_overwritten(desk, through):
    made = said(out(desk), PARAGRAPH, "từ tệp")
    desk.write("vi", PARAGRAPH, "từ người")
    report = back(desk, through(made))
    assert outcomes(report) == {"newer": 1, "unchanged": len(TEXTS) - 1}
    assert desk.segments("vi")[PARAGRAPH].text == "từ người"
    assert report.of(Outcome.NEWER)[0].words


def test_a_file_of_another_maker_does_not_overwrite_people_but_machines(untranslated, through):
    untranslated.machine("vi")
    untranslated.write("vi", "기다립니다", "người")
    made = out(untranslated)
    made = said(said(made, "기다립니다", "tệp"), PARAGRAPH, "tệp", SegmentStatus.DRAFTED)
    made = Document(made.language, tuple(replace(one, token="") for one in made.messages))
    report = back(untranslated, through(made))
    assert outcomes(report)["newer"] == 1
    assert outcomes(report)["taken"] == 1
    assert untranslated.segments("vi")[PARAGRAPH].text == "tệp"


def test_what_fails_a_check_is_refused_with_its_reason(desk, through):
    report = back(desk, through(said(out(desk), PARAGRAPH, "Nộp trong 5 ngày")))
    [refused] = report.of(Outcome.FAULTY)
    assert "5" in refused.findings[0].message
    assert desk.segments("vi")[PARAGRAPH].text == words("vi", 3)


def test_only_a_reviewer_brings_reviews(desk, through):
    made = said(out(desk), PARAGRAPH, "đã xem", SegmentStatus.REVIEWED)
    back(desk, through(made))
    assert desk.status("vi", PARAGRAPH) == "drafted"
    made = said(out(desk), PARAGRAPH, "đã xem lại", SegmentStatus.REVIEWED)
    back(desk, through(made), by=desk.reviewer)
    row = desk.segments("vi")[PARAGRAPH].row
    assert (row.status, row.reviewer) == ("reviewed", "Ngoc")


def test_a_file_that_was_made_before_the_source_changed(desk, through):
    made = said(out(desk), PARAGRAPH, "cũ")
    desk.edit(PARAGRAPH, CHANGED)
    report = back(desk, through(made))
    assert outcomes(report)["changed_source"] == 1
    assert desk.segments("vi")[CHANGED].text == words("vi", 3)


def test_an_older_translation_is_better_than_none_and_is_outdated(untranslated, through):
    made = said(out(untranslated), PARAGRAPH, "cũ", SegmentStatus.DRAFTED)
    untranslated.edit(PARAGRAPH, CHANGED)
    report = back(untranslated, through(made))
    assert outcomes(report)["taken_outdated"] == 1
    assert untranslated.status("vi", CHANGED) == "outdated"


def test_an_outdated_text_stays_outdated_until_its_mark_is_taken_off(desk, through):
    desk.edit(PARAGRAPH, CHANGED)
    made = through(out(desk))
    back(desk, made)
    assert desk.status("vi", CHANGED) == "outdated"
    back(desk, through(said(out(desk), CHANGED, words("vi", 3), SegmentStatus.DRAFTED)))
    assert desk.status("vi", CHANGED) == "drafted"


def test_another_page_or_language_is_refused(desk, through):
    made = out(desk)
    other = Document("vi", tuple(replace(one, page="00000000-0000-0000-0000-000000000000") for one in made.messages))
    assert outcomes(back(desk, through(other))) == {"unknown": len(TEXTS)}
    with pytest.raises(NotReadable):
        read_po(write_po(made), language="ru")
    with pytest.raises(NotReadable):
        read_xliff(write_xliff(made), language="ru")


def test_the_po_file_says_what_translators_need(desk):
    desk.edit(PARAGRAPH, CHANGED)
    file = polib.pofile(write_po(out(desk)).decode())
    entry = next(one for one in file if one.msgid == CHANGED)
    assert entry.fuzzy
    assert entry.previous_msgid == PARAGRAPH
    assert "status: outdated" in entry.comment


def test_the_xliff_file_is_valid_and_keeps_statuses(desk):
    desk.write("vi", PARAGRAPH, words("vi", 3), by=desk.reviewer, reviewed=True)
    root = etree.fromstring(write_xliff(out(desk)))
    assert schema().validate(root), schema().error_log
    states = root.xpath("//*[local-name()='target']/@state")
    assert sorted(set(states)) == ["final", "translated"]
    assert root.xpath("//*[local-name()='trans-unit'][@approved='yes']")


BOMB = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"><file original="x" source-language="ko"
 target-language="vi"><body><trans-unit id="1"><source>&b;</source></trans-unit></body></file></xliff>"""
READS_A_FILE = BOMB.replace(b'<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">', b'<!ENTITY b SYSTEM "file:///etc/passwd">')


@pytest.mark.parametrize(
    "content",
    [
        BOMB, READS_A_FILE, b"<xliff", b"<html/>", b"", b"\x00", b"/etc/passwd", b"<?xml version='1.0'?><a>" * 1000,
        b'<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="2.0"/>', "<가".encode("euc-kr"),
        b"<" + b"a" * 6_000_000,
    ],
)  # fmt: skip
def test_hostile_files_are_refused(content):
    with pytest.raises(NotReadable):
        read_xliff(content, language="vi")
    with pytest.raises(NotReadable):
        read_po(content, language="vi")


def test_inline_markup_of_a_tool_comes_in_as_text(desk):
    content = write_xliff(out(desk)).replace(words("vi", 3).encode(), b"&lt;script&gt;x&lt;/script&gt;")
    report = back(desk, read_xliff(content, language="vi"))
    assert report.of(Outcome.FAULTY)
