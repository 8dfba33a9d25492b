"""Languages of Gyeonggi's residents: each in its own name and in Korean, how it is written, and how far we have it.

A language has two codes: its BCP 47 tag (`zh-Hans`, `uz-Latn`), for `lang`, engines and stored texts, and the code
that Django and the addresses use (`zh-hans`, `uz`).

Easy Korean is no language but another wording of the guides: a reader chooses it, the guides have texts in it, and all
else is Korean. So it is a choice beside the languages, and `language_of` takes it for Korean.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any, NamedTuple

from django.conf import settings
from django.utils.translation import get_language


class Tier(StrEnum):
    """Who answers for the words: we write the source, and drafts of it in easy words; people review some languages,
    machines do the others."""

    SOURCE = "source"
    EASY = "easy"
    REVIEWED = "reviewed"
    MACHINE = "machine"


class Language(NamedTuple):
    """A language: its BCP 47 tag, its name for those who speak it, its name for a Korean clerk, its name in English,
    the font that its script needs beside the portal's own (a folder of vendor/), and whether it runs to the left."""

    code: str
    own_name: str
    name_ko: str
    name_en: str
    font: str = ""
    rtl: bool = False

    @property
    def django_code(self) -> str:
        """As in settings.LANGUAGES and in addresses."""
        return DJANGO_CODES.get(self.code, self.code.lower())

    @property
    def dir(self) -> str:
        return "rtl" if self.rtl else "ltr"


# Where Django's code is not the tag in small letters.
DJANGO_CODES = {"uz-Latn": "uz", "ko-x-easy": "ko-easy"}

LANGUAGES: dict[str, Language] = {
    row[0]: Language(*row)
    for row in (
        ("ko", "한국어", "한국어", "Korean"),
        ("en", "English", "영어", "English"),
        ("zh-Hans", "中文", "중국어", "Chinese", "noto-sc"),
        ("vi", "Tiếng Việt", "베트남어", "Vietnamese", "noto-sans"),
        ("ru", "Русский", "러시아어", "Russian", "noto-sans"),
        ("th", "ภาษาไทย", "태국어", "Thai", "noto-thai"),
        ("km", "ភាសាខ្មែរ", "크메르어(캄보디아어)", "Khmer", "noto-khmer"),
        ("ne", "नेपाली", "네팔어", "Nepali", "noto-devanagari"),
        ("uz-Latn", "Oʻzbekcha", "우즈베크어", "Uzbek", "noto-sans"),
        ("my", "မြန်မာဘာသာ", "미얀마어", "Burmese", "noto-myanmar"),
        ("mn", "Монгол", "몽골어", "Mongolian", "noto-sans"),
        ("fil", "Filipino", "필리핀어", "Filipino", "noto-sans"),
        ("id", "Bahasa Indonesia", "인도네시아어", "Indonesian"),
        ("bn", "বাংলা", "벵골어", "Bengali", "noto-bengali"),
        ("si", "සිංහල", "스리랑카 싱할라어", "Sinhala", "noto-sinhala"),
        ("lo", "ພາສາລາວ", "라오스어", "Lao", "noto-lao"),
        ("ja", "日本語", "일본어", "Japanese", "noto-jp"),
        ("ur", "اردو", "우르두어", "Urdu", "noto-arabic", True),
    )
}
BY_DJANGO_CODE = {language.django_code: language for language in LANGUAGES.values()}
SOURCE = LANGUAGES["ko"]
# The source in short sentences and everyday words, for those who are learning it.
EASY = Language("ko-x-easy", "쉬운 한국어", "쉬운 한국어", "Easy Korean")
# What a reader can choose.
CHOICES = BY_DJANGO_CODE | {EASY.django_code: EASY}
# What a reader gets where a text has no words in the reader's own language.
FALLBACK = LANGUAGES["en"]


def django_choices(codes: Iterable[str]) -> list[tuple[str, str]]:
    """The value of settings.LANGUAGES for Django's codes; KeyError for a language that is not in the table."""
    return [(code, CHOICES[code].own_name) for code in codes]


def lang_info(known: dict[str, Any]) -> dict[str, Any]:
    """Entries for Django's LANG_INFO where it lacks one of our languages; `known` is Django's own."""
    found: dict[str, Any] = {
        code: {
            "bidi": language.rtl,
            "code": code,
            "name": language.name_en,
            "name_local": language.own_name,
        }
        for code, language in CHOICES.items()
        if code not in known
    }
    return found | {"tl": {"fallback": ["fil"]}}


def language_of(code: str | None) -> Language:
    """The language of a Django code or BCP 47 tag; the source language for easy Korean, and for one that is not in the
    table."""
    return BY_DJANGO_CODE.get(code or "") or LANGUAGES.get(code or "") or SOURCE


def choice_of(code: str | None) -> Language:
    """As `language_of`, but easy Korean is itself: for what names or links what a reader can choose."""
    return EASY if code in (EASY.code, EASY.django_code) else language_of(code)


def current_language() -> Language:
    """The language that this request is answered in."""
    return language_of(get_language())


def current_code() -> str:
    """Django's code of the language that this request is answered in; not of the wording that its reader chose."""
    return current_language().django_code


def reads_easy() -> bool:
    """Whether this request's reader chose easy Korean."""
    return choice_of(get_language()) == EASY


def tier_of(language: Language) -> Tier:
    """How far the portal has a language, by its settings."""
    if language in (SOURCE, EASY):
        return Tier.EASY if language == EASY else Tier.SOURCE
    return Tier.REVIEWED if language.django_code in settings.LANGUAGES_REVIEWED else Tier.MACHINE
