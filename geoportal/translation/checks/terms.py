"""The glossary's terms in a text: where the Korean has one, the translation must have its fixed words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from geoportal.translation.checks.findings import Code, Finding


@dataclass(frozen=True, slots=True)
class Term:
    """A Korean term, its words in one language, and other forms that are right too; `*` stands for an ending."""

    korean: str
    text: str
    also: tuple[str, ...] = ()
    is_fixed: bool = True


def check_terms(source: str, text: str, terms: Sequence[Term]) -> Iterator[Finding]:
    """Longest terms first; one inside of a longer one is not looked at."""
    for term in terms_in(source, terms):
        if not any(pattern_of(form).search(text) for form in (term.text, *term.also)):
            yield Finding(Code.TERM if term.is_fixed else Code.WORDING, f"{term.korean} = {term.text}")


def terms_in(source: str, terms: Sequence[Term]) -> list[Term]:
    """The terms that a Korean text has, each once, longest first."""
    rest, found = source, []
    for term in sorted(terms, key=lambda term: -len(term.korean)):
        pattern = korean_pattern(term.korean)
        if pattern.search(rest):
            found.append(term)
            rest = pattern.sub("\n", rest)
    return found


@lru_cache(maxsize=4096)
def korean_pattern(korean: str) -> re.Pattern[str]:
    """A term at the beginning of a word; spaces inside of it may be left out, as Korean does."""
    words = r"\s?".join(re.escape(word) for word in korean.split())
    return re.compile(rf"(?<![가-힣]){words}")


@lru_cache(maxsize=8192)
def pattern_of(form: str) -> re.Pattern[str]:
    """A form in any case and width of space; `*` is any ending of a word."""
    words = [re.escape(word).replace(r"\*", r"\w*") for word in form.split()]
    return re.compile(r"[\s\u00a0-]+".join(words), re.IGNORECASE)
