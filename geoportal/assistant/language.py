"""In which of the portal's languages a question is written: by its script, and by its letters and small words."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from mmap import ACCESS_READ, mmap
from tempfile import TemporaryFile

import yaml
from django.conf import settings
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from geoportal.assistant.phrases import plain
from geoportal.core.languages import language_of
from geoportal.core.scripts import LATIN, LATIN_LANGUAGES, LEAST_LETTERS, VIETNAMESE, language_of_script
from geoportal.places.vocabulary import kinds_by_word

PATH = settings.BASE_DIR / "data" / "reference" / "ask_words.yml"
UZBEK = re.compile(r"\b\w*[og][ʻʼ‘’'`]\w*", re.IGNORECASE)
# With fewer words than this the habits of letters say little.
FEW_WORDS = 3
# Meanings whose words are too short or too common to tell a language.
TELLS_NOTHING = frozenset({"speaks", "about_it", "polite", "opens"})
WORD = re.compile(r"[^\W\d_]{3,}")
NAMES = {"tl": "fil"}
# The identifier's names of those that share a script.
TOLD_APART = ("en", "vi", "uz", "tl", "id", "ru", "mn")


def detect(question: str, fallback: str) -> str:
    """Django's code of the language it is written in; `fallback`, the page's language, where that can't be told."""
    script = language_of_script(question)
    if script == "ru":
        return _among(("ru", "mn"), question)
    if script:
        return script
    if len(LATIN.findall(question)) < LEAST_LETTERS:
        return fallback
    return _latin(question, fallback)


def _latin(question: str, fallback: str) -> str:
    """By letters, then by the small words of questions, then by how the letters follow one another.

    Few words say little: then the page's language counts, where it is one of these.
    """
    if VIETNAMESE.search(question):
        return "vi"
    by_words = _by_small_words(question)
    if by_words:
        return by_words
    if len(WORD.findall(question)) < FEW_WORDS:
        return fallback if fallback in LATIN_LANGUAGES else "en"
    return _among(("en", "vi", "uz", "tl", "id"), question)


def _by_small_words(question: str) -> str:
    """The language most of whose small words stand in the question, when one has more than the others."""
    text = plain(question)
    said = Counter(language for word in text.split() for language in _languages_of_kind(word))
    counts = sorted(
        ((len(small.findall(text)) + said[language], language) for language, small in _small_words().items()),
        reverse=True,
    )
    return counts[0][1] if counts[0][0] > counts[1][0] else ""


def _languages_of_kind(word: str) -> list[str]:
    """The languages in which the word is one for a kind of place: dorixona is Uzbek."""
    meanings = kinds_by_word().get((word,), {})
    found = [language_of(tag).django_code for tag, kinds in meanings.items() if kinds]
    return found if len(found) == 1 else []


@cache
def _small_words() -> dict[str, re.Pattern[str]]:
    table = yaml.safe_load(PATH.read_text(encoding="utf-8"))
    found: dict[str, list[str]] = {language: [] for language in LATIN_LANGUAGES}
    for meaning, rows in table.items():
        for language in LATIN_LANGUAGES if meaning not in TELLS_NOTHING else ():
            found[language] += [re.escape(plain(word)) for word in rows.get(language, ()) if " + " not in word]
    return {language: re.compile(r"(?<![\w'])(?:" + "|".join(words) + ")") for language, words in found.items()}


def _among(languages: tuple[str, ...], question: str) -> str:
    ranked = (str(language) for language, _ in _identifier().rank(question[:500]))
    best = next(language for language in ranked if language in languages)
    return NAMES.get(best, best)


@cache
def _identifier() -> LanguageIdentifier:
    """The identifier of our languages alone: the one it is cut from keeps a hundred others in memory.

    Its table of 39 MB lies in a file without a name, of which a question touches a few pages.
    """
    every = LanguageIdentifier.from_model_file(MODEL_FILE)
    every.set_languages(list(TOLD_APART))
    with TemporaryFile() as file:
        every.tk_nextmove.tofile(file)
        file.flush()
        mapped = memoryview(mmap(file.fileno(), 0, access=ACCESS_READ)).cast(every.tk_nextmove.typecode)
    return LanguageIdentifier(
        every.nb_ptc.copy(), every.nb_pc.copy(), every.nb_classes, mapped, every.tk_output, tk_row=every.tk_row
    )
