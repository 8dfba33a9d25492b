"""PO files follow the Korean text: new texts come, translated ones stay, unused ones leave."""

from __future__ import annotations

import polib
from django.core.management import call_command

from geoportal.guides.catalogs import EASY_FOLDER, LANGUAGES, po_path
from geoportal.guides.content import messages, read_guides


def test_every_text_of_a_page_is_a_message(folder):
    page = next(guide for guide in read_guides(folder) if guide.slug == "extend-stay")
    texts = [text for _, text in messages(page)]
    assert len(texts) == 19
    assert "**여권**을 가지고 가세요." in texts
    assert "법무부 하이코리아" not in texts


def test_messages_are_written_for_each_language(folder, settings, capsys):
    settings.GUIDES_DIR = folder
    call_command("guides_messages")
    for language in LANGUAGES.keys() - {EASY_FOLDER}:
        texts = {entry.msgid: entry for entry in polib.pofile(str(po_path(folder, language, "employment")))}
        assert [place for place, _ in texts["먼저 할 일"].occurrences] == ["unpaid-wages:heading"]
        assert po_path(folder, language, "welfare").exists()
    call_command("guides_messages", lang=["vi"])
    assert capsys.readouterr().out.splitlines()[-1] == "vi: unchanged"


def test_what_is_translated_stays_and_helps_the_other_areas(folder, settings):
    settings.GUIDES_DIR = folder
    page = folder / "immigration" / "extend-stay.yml"
    page.write_text(page.read_text(encoding="utf-8").replace("서류를 냅니다.", "서류를 모두 냅니다."), encoding="utf-8")
    call_command("guides_messages", lang=["en"])
    texts = {entry.msgid: entry.msgstr for entry in polib.pofile(str(po_path(folder, "en", "immigration")))}
    assert texts["방문 예약을 합니다."] == "Book a visit."
    assert texts["서류를 모두 냅니다."] == ""
    assert "서류를 냅니다." not in texts
    other = {entry.msgid: entry.msgstr for entry in polib.pofile(str(po_path(folder, "en", "employment")))}
    assert (
        other["규정은 바뀔 수 있습니다. 방문하기 전에 1345에 확인하세요."]
        == "Rules may change. Ask 1345 before you go."
    )
