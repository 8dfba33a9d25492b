"""What a model wrote is looked through sentence by sentence; one that says more than its sources is not shown.

No model is trusted, not even with a good prompt: a guide or a place's name may hold orders that it obeys.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache

from geoportal.assistant import facts, prompts
from geoportal.assistant.categories import Fault
from geoportal.assistant.facts import comparable
from geoportal.assistant.language import detect
from geoportal.assistant.material import Material
from geoportal.assistant.names import LANGUAGES_OF_CASE, LANGUAGES_OF_LATIN, unknown_name
from geoportal.assistant.phrases import Phrases, by_meaning, phrases, plain
from geoportal.assistant.sentences import Sentence
from geoportal.assistant.support import is_supported
from geoportal.core.redact import has_personal

SHORTEST, LONGEST = 8, 400
MOST_SOURCES = 6
# Signs with which letters and digits can be drawn or hidden; joiners are part of some scripts.
STRANGE = frozenset({"So", "No", "Co", "Cn", "Cs", "Cc", "Me", "Zl", "Zp"})
JOINERS = frozenset("\u200b\u200c\u200d")
VARIATION = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
MARKUP = re.compile(r"[<>`|]|\]\s?\(|!\[|\*\*|^\s*(?:#|[-*•]\s)|\{|\}|&(?:#\w+|\w+);|\\[nux]")
CODED = re.compile(r"[a-z0-9+/=_%-]{24,}", re.IGNORECASE)
IDS = re.compile(r"(?<![\w-])[ptoeh]\d{1,2}(?![\w-])")
# So many words, or signs of a script without spaces, in a row are a quote of what the model was told.
QUOTED_WORDS = 5


def fault_of(sentence: Sentence, material: Mapping[str, Material], language: str) -> Fault | None:
    """Why the sentence is not shown to a reader of the language; None when nothing speaks against it."""
    if not sentence.sources:
        return Fault.NO_SOURCE
    if len(sentence.sources) > MOST_SOURCES or any(one not in material for one in sentence.sources):
        return Fault.UNKNOWN_SOURCE
    if not SHORTEST <= len(sentence.text) <= LONGEST:
        return Fault.LENGTH
    source = "\n".join(material[one].text for one in sentence.sources)
    said, known = comparable(sentence.text), comparable(source)
    if _has_strange_signs(sentence.text, source):
        return Fault.SIGNS
    found = next((fault for fault, wrong in CHECKS if wrong(said, known)), None)
    if found is None and _has_number_to_call(said, material):
        found = Fault.NUMBER
    if found is None and not _is_in(language, sentence.text):
        found = Fault.LANGUAGE
    if found is None and unknown_name(sentence.text, source, language):
        found = Fault.NAME
    if found is None and not is_supported(sentence.text, (material[one].text for one in sentence.sources), language):
        found = Fault.UNSUPPORTED
    return found


def _has_strange_signs(text: str, source: str) -> bool:
    """Signs that hide, turn or draw text; one that the source itself has may stay, save for those that hide."""
    hidden = any(unicodedata.category(char) == "Cf" and char not in JOINERS for char in text)
    drawn = any(unicodedata.category(char) in STRANGE and char not in source for char in text)
    return hidden or drawn or bool(VARIATION.search(text)) or _is_stuffed(text)


def _is_stuffed(text: str) -> bool:
    """Joiners where no script has them: between Latin letters or digits, or several in a row."""
    return bool(re.search("[\u200b-\u200d]{2,}|[a-zA-Z0-9][\u200b-\u200d]|[\u200b-\u200d][a-zA-Z0-9]", text))


def _has_markup(said: str, known: str) -> bool:
    return bool(MARKUP.search(said))


def _has_link(said: str, known: str) -> bool:
    """A link, handle or messenger, wherever it comes from: pages are cited beside the text, with their own addresses.

    And a way to pay, or something nobody should be asked for, that the source does not speak of.
    """
    if facts.has_link(said):
        return True
    return any(words.within(said) and not words.within(known) for words in _asks())


def _has_number(said: str, known: str) -> bool:
    """A number that the source has not, or not with that unit; digits that are read as one must stand there as one."""
    of_source = set(facts.numbers(known))
    values = {number.value for number in of_source}
    for number in facts.numbers(said):
        if number.value not in values:
            return True
        if number.unit and not of_source & {number, facts.Number(number.value, "")}:
            return True
    runs = " ".join(_digits(match[0]) for match in facts.RUN.finditer(known))
    if any(_digits(match[0]) not in runs for match in facts.RUN.finditer(said)):
        return True
    codes = set(facts.CODE.findall(known))
    return any(code not in codes for code in facts.CODE.findall(said)) or _has_number_word(said, known, values)


def _has_number_to_call(said: str, material: Mapping[str, Material]) -> bool:
    """A long number that is no date: it must be one that a tool found, for a text may hold a number of anybody's."""
    results = "\n".join(comparable(one.text) for one in material.values() if not one.slug)
    listed = " ".join(_digits(match[0]) for match in facts.RUN.finditer(results))
    undated = facts.DATE.sub(" ", said)
    return any(_digits(match[0]) not in listed for match in facts.RUN.finditer(undated))


def _has_number_word(said: str, known: str, values: set[str]) -> bool:
    for value, pattern in facts.number_words():
        if value not in values and pattern.search(said) and not pattern.search(known):
            return True
    return any(match[0] not in known for pattern in facts.WRITTEN_OUT for match in pattern.finditer(said))


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _has_personal(said: str, known: str) -> bool:
    return has_personal(said)


def _has_prompt(said: str, known: str) -> bool:
    """What the model was told, also backwards, its ids, a text in code, or words about itself."""
    if IDS.search(said) or _meta().within(said):
        return True
    if any(code not in known for code in CODED.findall(said)):
        return True
    squeezed = _words(said)
    return any(run in _told() for text in (squeezed, squeezed[::-1]) for run in _runs(text)) or any(
        run in _told() for run in _runs(_words(said[::-1]))
    )


def _decides(said: str, known: str) -> bool:
    return _decisions().within(said)


# Cheapest and clearest first.
CHECKS: tuple[tuple[Fault, Callable[[str, str], bool]], ...] = (
    (Fault.MARKUP, _has_markup),
    (Fault.LINK, _has_link),
    (Fault.PERSONAL, _has_personal),
    (Fault.PROMPT, _has_prompt),
    (Fault.NUMBER, _has_number),
    (Fault.DECIDES, _decides),
)


def _is_in(language: str, text: str) -> bool:
    """Whether it is written in the script of the reader's language."""
    found = detect(text, language)
    if language in LANGUAGES_OF_LATIN:
        return found in LANGUAGES_OF_LATIN
    if language in LANGUAGES_OF_CASE:
        return found in LANGUAGES_OF_CASE - LANGUAGES_OF_LATIN
    return found == language


@cache
def _asks() -> tuple[Phrases, ...]:
    rows = facts.guard_words()["asks"]
    return tuple(phrases([word]) for words in rows.values() for word in words)


@cache
def _meta() -> Phrases:
    return by_meaning({"meta": facts.guard_words()["meta"]})["meta"]


@cache
def _decisions() -> Phrases:
    return by_meaning({"decides": facts.guard_words()["decides"]})["decides"]


@cache
def _told() -> frozenset[tuple[str, ...]]:
    return frozenset(_runs(_words(plain(prompts.system()))))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def _runs(words: list[str]) -> list[tuple[str, ...]]:
    return [tuple(words[at : at + QUOTED_WORDS]) for at in range(len(words) - QUOTED_WORDS + 1)]
