"""Translations of the guides as PO files: fixtures/guides/locale/<language>/<area>.po, one for each area.

A message is a Korean text as its YAML file has it; the same text in several pages is translated once.
"""

from __future__ import annotations

from pathlib import Path

import polib

from geoportal.core.languages import EASY
from geoportal.guides.categories import Area
from geoportal.guides.content import Guide, Row, messages

# Folder of a language (as gettext writes it) -> its code in the portal's addresses.
LANGUAGES = {"en": "en", "zh_Hans": "zh-hans", "vi": "vi", "ru": "ru", "th": "th", "km": "km"}
# Korean in easy words; what has none is as easy as it is, so that its files hold only the texts that were rewritten.
EASY_FOLDER = EASY.code.replace("-", "_")
LANGUAGES[EASY_FOLDER] = EASY.django_code
Where = dict[str, list[str]]


def po_path(folder: Path, language: str, area: str) -> Path:
    return folder / "locale" / language / f"{area}.po"


def wanted(guides: list[Guide], areas: dict[str, Row], area: str) -> Where:
    """Each text of an area's pages, with the places where it stands; the home's texts are with the first area."""
    found: Where = {}
    tops = ["home", area] if area == next(iter(Area)) else [area]
    for top in tops:
        for name in ("title", "summary"):
            if text := areas[top].get(name):
                found.setdefault(text, []).append(f"{top} {name}")
    for guide in guides:
        if guide.area == area:
            for where, text in messages(guide):
                found.setdefault(text, []).append(f"{guide.slug} {where}")
    return found


def written(path: Path, language: str, texts: Where, memory: dict[str, str]) -> bool:
    """Bring a PO file up to the texts: new ones are added, with a translation only when another area has one in
    `memory`; those no longer used leave, what is translated stays. In easy Korean only what is written in it stands in
    the file. Whether the file changed."""
    old = read_po(path)
    known = {entry.msgid: entry for entry in old}
    new = polib.POFile(wrapwidth=120)
    new.header = old.header
    new.metadata = {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    for text, places in texts.items():
        kept = known.get(text)
        if language == EASY_FOLDER and not ((kept and kept.msgstr) or memory.get(text)):
            continue
        new.append(
            polib.POEntry(
                msgid=text,
                msgstr=kept.msgstr if kept and kept.msgstr else memory.get(text, ""),
                flags=kept.flags if kept else [],
                tcomment=kept.tcomment if kept else "",
                occurrences=[(place.replace(" ", ":"), "") for place in dict.fromkeys(places)],
            )
        )
    if language == EASY_FOLDER and not new and not path.exists():
        return False
    content = str(new) + "\n"
    if path.exists() and path.read_text(encoding="utf-8") == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return True


def read_po(path: Path) -> polib.POFile:
    """The file, empty when it is not there yet."""
    return polib.pofile(str(path), wrapwidth=120) if path.exists() else polib.POFile(wrapwidth=120)


def translations(folder: Path, language: str) -> dict[str, dict[str, str]]:
    """Area -> Korean text -> translation, of those that are translated and not marked fuzzy."""
    return {
        area: {
            entry.msgid: entry.msgstr
            for entry in read_po(po_path(folder, language, area))
            if entry.msgstr and not entry.fuzzy and not entry.obsolete
        }
        for area in Area
    }


def memory_of(known: dict[str, dict[str, str]]) -> dict[str, str]:
    """Text -> translation, whichever area has it."""
    return {text: words for area in reversed(known) for text, words in known[area].items()}
