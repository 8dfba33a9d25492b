"""The interface's strings in each language: what is missing, and what would break a page.

The files are geoportal/locale/<language>/LC_MESSAGES/django.po, made complete by `geoportal update_messages`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import polib
from django.conf import settings
from django.utils.translation import check_for_language, to_locale

from geoportal.core.languages import FALLBACK, Language, Tier, choice_of, tier_of
from geoportal.translation.collect import Message, collect

FOLDER: Path = settings.LOCALE_PATHS[0]
PLACEHOLDER = re.compile(r"%\(\w+\)[sdif]|%[sdif]|\{\w*\}")
CONTROLS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# As the Unicode CLDR counts; languages without plural forms have one.
ONE_FORM = "nplurals=1; plural=0;"
TWO_FORMS = "nplurals=2; plural=(n != 1);"
PLURALS = {
    "en": TWO_FORMS,
    "ne": TWO_FORMS,
    "uz": TWO_FORMS,
    "mn": TWO_FORMS,
    "ur": TWO_FORMS,
    "bn": "nplurals=2; plural=(n > 1);",
    "si": "nplurals=2; plural=(n > 1);",
    "fil": "nplurals=2; plural=(n != 1 && n != 2 && n != 3 && (n % 10 == 4 || n % 10 == 6 || n % 10 == 9));",
    "ru": ("nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"),
}


class Fault(NamedTuple):
    """What is wrong with one string in one language."""

    language: str
    text: str
    why: str


class Count(NamedTuple):
    """How far the interface is in one language."""

    language: Language
    strings: int
    missing: int
    faults: list[Fault]


def languages() -> list[Language]:
    """Those whose interface must be complete: the source and the reviewed ones but English, which is in the code."""
    found = [choice_of(code) for code, _ in settings.LANGUAGES]
    return [one for one in found if one != FALLBACK and tier_of(one) in (Tier.SOURCE, Tier.REVIEWED)]


def path_of(language: Language) -> Path:
    return FOLDER / to_locale(language.django_code) / "LC_MESSAGES" / "django.po"


def plural_forms(language: Language) -> str:
    """The Plural-Forms header of a language."""
    return PLURALS.get(language.django_code, ONE_FORM)


def count(language: Language) -> Count:
    """What the file of a language lacks of the strings in code and templates, and what is wrong in it."""
    entries = {Message(one.msgid, one.msgid_plural, one.msgctxt): one for one in _file(language) if not one.obsolete}
    wanted = collect()
    missing = [message for message in wanted if message not in entries or not _is_done(entries[message])]
    faults = [fault for entry in entries.values() for fault in entry_faults(entry, language)]
    return Count(language, len(wanted), len(missing), faults)


def entry_faults(entry: polib.POEntry, language: Language) -> Iterator[Fault]:
    """Placeholders lost or made up, plural forms missing, and signs that turn the direction of what follows."""
    code = language.django_code
    given = [Counter(PLACEHOLDER.findall(text)) for text in (entry.msgid, entry.msgid_plural) if text]
    forms = [entry.msgstr_plural[number] for number in sorted(entry.msgstr_plural)] if entry.msgid_plural else []
    for number, text in enumerate(forms or [entry.msgstr]):
        found = Counter(PLACEHOLDER.findall(text))
        # One of something may be said without its number, where a language has a form for it.
        said_without = len(forms) > 1 and number == 0 and found <= given[-1]
        if text and found not in given and not said_without:
            yield Fault(code, entry.msgid, "placeholders")
        if CONTROLS.search(text) and not language.rtl:
            yield Fault(code, entry.msgid, "direction signs")
    wanted = int(re.findall(r"nplurals=(\d+)", plural_forms(language))[0])
    if any(forms) and (len(forms) != wanted or not all(forms)):
        yield Fault(code, entry.msgid, "plural forms")


def update() -> dict[str, int]:
    """Add to each language's file the strings it lacks, and to a reviewed language its file; how many by code."""
    wanted = collect()
    for code, _ in settings.LANGUAGES:
        # Django takes a language that it does not ship only where a file of it stands, be it empty.
        if not check_for_language(code) and not path_of(choice_of(code)).exists():
            _save(_file(choice_of(code)), path_of(choice_of(code)))
    return {one.django_code: _add(one, wanted) for one in languages()}


def _save(file: polib.POFile, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    file.save(str(path))


def _add(language: Language, wanted: dict[Message, list[str]]) -> int:
    file = _file(language)
    known = {Message(one.msgid, one.msgid_plural, one.msgctxt): one for one in file}
    new = [_entry(message, places, language) for message, places in wanted.items() if message not in known]
    for message, places in wanted.items():
        if message in known:
            known[message].occurrences = [(place, "") for place in places]
            known[message].obsolete = False
    file.extend(new)
    for message, entry in known.items():
        if message not in wanted:
            file.remove(entry)
    _save(file, path_of(language))
    return len(new)


def _entry(message: Message, places: list[str], language: Language) -> polib.POEntry:
    forms = int(re.findall(r"nplurals=(\d+)", plural_forms(language))[0])
    entry = polib.POEntry(
        msgid=message.text,
        msgid_plural=message.plural,
        msgctxt=message.context,
        msgstr_plural=dict.fromkeys(range(forms), "") if message.plural else {},
        occurrences=[(place, "") for place in places],
    )
    if PLACEHOLDER.search(message.text) and "%(" in message.text:
        entry.flags.append("python-format")
    return entry


def _file(language: Language) -> polib.POFile:
    path = path_of(language)
    if path.exists():
        return polib.pofile(str(path))
    file = polib.POFile()
    file.header = f"Words of the portal in {language.name_en}."
    file.metadata = {
        "Project-Id-Version": "geoportal",
        "Report-Msgid-Bugs-To": "",
        "Language": to_locale(language.django_code),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": plural_forms(language),
    }
    return file


def _is_done(entry: polib.POEntry) -> bool:
    return bool(entry.translated() and not entry.fuzzy)
