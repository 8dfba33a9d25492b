"""Every translation of the guides' files passes the checks."""

from __future__ import annotations

import polib
import pytest
from django.conf import settings

from geoportal.core.languages import EASY
from geoportal.guides.catalogs import EASY_FOLDER, po_path, wanted
from geoportal.guides.categories import Area
from geoportal.guides.content import read_areas, read_guides
from geoportal.translation import guide_messages

FILES = list(guide_messages.files())


@pytest.mark.parametrize(("language", "path"), FILES, ids=[f"{code}-{path.stem}" for code, path in FILES])
def test_no_check_fails(language, path):
    wrong = [fault for fault in guide_messages.faults(language, path) if fault.finding.is_error]
    assert not [f"{path.name}:{fault.line} {fault.finding.message}" for fault in wrong]


def test_there_are_files_to_check():
    assert len(FILES) >= 6


@pytest.mark.parametrize("area", list(Area))
def test_easy_korean_says_something_easier_and_says_that_it_is_a_draft(area):
    file = polib.pofile(str(po_path(settings.GUIDES_DIR, EASY_FOLDER, area)))
    texts = wanted(read_guides(settings.GUIDES_DIR), read_areas(settings.GUIDES_DIR), area)
    assert len(file) > 200
    assert "draft that no professional" in file.header
    # What is as easy as it was has no place here, and nothing is marked: a text is drafted or it is the Korean one.
    assert not [entry.msgid for entry in file if entry.msgid not in texts or entry.msgstr in ("", entry.msgid)]
    assert not [entry.msgid for entry in file if entry.flags or entry.obsolete]
    # Polite and plain: the written style of the Korean is not left in a rewritten sentence.
    assert not [entry.msgstr for entry in file if "합니다." in entry.msgstr or "습니다." in entry.msgstr]


def test_easy_korean_is_checked_as_every_language():
    assert {path.stem for language, path in FILES if language == EASY.code} == set(Area)
