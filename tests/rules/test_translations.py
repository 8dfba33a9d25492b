"""Every string has its Korean, with the same placeholders."""

from __future__ import annotations

import re
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[2]
KOREAN = polib.pofile(str(ROOT / "geoportal" / "locale" / "ko" / "LC_MESSAGES" / "django.po"))
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")


def test_korean_is_complete():
    assert len(KOREAN) > 200
    assert not [entry.msgid for entry in KOREAN if not entry.obsolete and (not entry.translated() or entry.fuzzy)]


def test_placeholders_agree():
    for entry in KOREAN:
        wanted = set(PLACEHOLDER.findall(entry.msgid + entry.msgid_plural))
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            assert not text or set(PLACEHOLDER.findall(text)) <= wanted, entry.msgid
