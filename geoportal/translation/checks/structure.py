"""Links, placeholders, markup and bold words: what a translation must leave as it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from geoportal.translation.checks.findings import Code, Finding

TARGET = re.compile(r"\]\(([^()\s]*)\)")
ENDS = r"\s<>()\[\]\"'”’»」』"
URL = re.compile(rf"(?:https?://|www\.)[^{ENDS}]*[^{ENDS}.,;:!?。，、；：！？។]", re.IGNORECASE)
EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w", re.ASCII)
SCHEME = re.compile(r"\b(?:javascript|data|vbscript|file|tel|mailto):", re.IGNORECASE)
PLACEHOLDER = re.compile(r"%\(\w+\)[sdif]|%[sd](?![\w])|\{\{[^{}]*\}\}|\{[\w.]*\}|\$\{[^{}]*\}")
TAG = re.compile(r"</?[a-zA-Z][^<>]*>?|<!|<\?|&(?:#\w+|\w+);")
BOLD = "**"


def links_of(text: str) -> Counter[str]:
    """Addresses, targets of `[words](target)` and e-mail addresses, each with how often it stands there."""
    targets = TARGET.findall(text)
    rest = TARGET.sub("] ", text)
    return Counter([*targets, *URL.findall(rest), *EMAIL.findall(rest)])


def without_links(text: str) -> str:
    """The text with its addresses, placeholders and tags taken out; the words of links stay."""
    for pattern in (TARGET, URL, EMAIL, PLACEHOLDER, TAG):
        text = pattern.sub(" ", text)
    return text


def check_structure(source: str, text: str) -> Iterator[Finding]:
    """What is not a word must be the same on both sides."""
    yield from _differ(Code.LINK, links_of(source), links_of(text))
    yield from _differ(Code.LINK, Counter(SCHEME.findall(source)), Counter(SCHEME.findall(text)))
    yield from _differ(Code.PLACEHOLDER, Counter(PLACEHOLDER.findall(source)), Counter(PLACEHOLDER.findall(text)))
    yield from _differ(Code.MARKUP, Counter(TAG.findall(source)), Counter(TAG.findall(text)))
    if text.count("](") != source.count("]("):
        yield Finding(Code.LINK, "[…](…)")
    if text.count(BOLD) % 2:
        yield Finding(Code.MARKUP, BOLD)
    elif text.count(BOLD) != source.count(BOLD):
        yield Finding(Code.BOLD, BOLD)


def _differ(code: Code, wanted: Counter[str], given: Counter[str]) -> Iterator[Finding]:
    if wanted != given:
        missing, new = wanted - given, given - wanted
        yield Finding(code, " ".join([*(f"-{item}" for item in missing), *(f"+{item}" for item in new)]))
