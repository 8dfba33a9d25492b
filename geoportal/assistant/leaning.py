"""A question that leans on what was spoken of before: "and on Sundays?", "which documents do I need?"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from geoportal.assistant import tools
from geoportal.assistant.answers import Answer
from geoportal.assistant.categories import Wish
from geoportal.assistant.forms import region_named
from geoportal.assistant.intent import Intent, languages, meanings, understood
from geoportal.assistant.phrases import ANYWHERE, HANGUL, Phrases, plain
from geoportal.assistant.question import Question, Thread
from geoportal.core.languages import language_of
from geoportal.places.categories import OfficeKind

# A longer question says what it is about.
LONGEST = 90
# So much of the letters of a question that leans may be words of its own.
OWN = 0.4
NOT_ITS_OWN = frozenset({"human", "hotline", "events", "happening", "thanks"})
KEPT = (Wish.HOURS, Wish.OFFICE, Wish.PLACES, Wish.EVENTS)


def in_thread(wanted: Intent, question: Question) -> Intent:
    """The intent, with what the question before had, where this one leans on it."""
    before = question.thread
    names_a_topic = wanted.categories and wanted.about_it and not wanted.the_office
    if wanted.service or not (before.topic or before.categories or before.wish):
        return wanted
    if names_a_topic or not leans(question):
        return wanted
    wanted = replace(wanted, region=wanted.region or (region_named(before.named) if before.named else None))
    if wanted.wants(Wish.EVENTS) or wanted.wants(Wish.HOTLINE):
        return wanted
    about = "office" if wanted.the_office and before.topic else "topic" if wanted.about_it else ""
    if wanted.categories and about != "office":
        return another_kind(wanted, before)
    if about == "office":
        return where_the_office_is(wanted, question)
    if before.topic and (about == "topic" or not (before.categories or before.wish)):
        return replace(wanted, topic=before.topic, wishes=frozenset(), how=True)
    return the_same(wanted, before)


def another_kind(wanted: Intent, before: Thread) -> Intent:
    """ "What about a dentist?": the wish is that of before."""
    if wanted.wishes or not before.wish:
        return wanted
    office = before.wish == Wish.OFFICE and wanted.office_kinds
    wish = Wish.OFFICE if office else Wish.PLACES
    return replace(wanted, wishes=frozenset({wish}), speaks=wanted.speaks or before.speaks)


def where_the_office_is(wanted: Intent, question: Question) -> Intent:
    """The offices that the guide of before sends people to; of a guide that sends to none, what it says."""
    page = tools.article(question.thread.topic, question.language)
    kinds = tuple(OfficeKind(kind) for kind in page.office_kinds) if page else ()
    if not kinds:
        return replace(wanted, topic=question.thread.topic, wishes=frozenset(), categories=())
    topic = question.thread.topic
    return replace(wanted, topic=topic, wishes=frozenset({Wish.OFFICE}), serves=kinds, categories=())


def the_same(wanted: Intent, before: Thread) -> Intent:
    """The kinds and the wish of before, elsewhere, at another time or in another language."""
    wishes = wanted.wishes | ({Wish(before.wish)} if before.wish else set())
    if wanted.opens and before.wish == Wish.OFFICE:
        wishes = frozenset({Wish.HOURS})
    return replace(
        wanted, wishes=frozenset(wishes), categories=tools.categories_of(before.categories),
        serves=tuple(OfficeKind(kind) for kind in before.serves), speaks=wanted.speaks or before.speaks,
        topic=before.topic,
    )  # fmt: skip


def leans(question: Question) -> bool:
    """Whether the question has hardly a word of its own: one that names its own topic leans on nothing."""
    text = plain(question.text)
    return len(text) <= LONGEST and own_share(text, question.language) <= OWN


def own_share(text: str, language: str) -> float:
    """Which part of the letters of a `plain` text are of words that name something of its own."""
    return share(text, language, tuple(words for name, words in meanings().items() if name not in NOT_ITS_OWN))


def thanks(text: str) -> bool:
    """Whether a `plain` text says thanks, and nothing else."""
    said = meanings()["thanks"]
    return said.within(text) and share(text, "", (said, meanings()["polite"])) <= OWN


def share(text: str, language: str, known: tuple[Phrases, ...]) -> float:
    """Which part of the letters is in none of the known phrases, nor names a region or a kind of place."""
    covered = {at for one in (*known, *(languages().values() if language else ())) for at in positions(one, text)}
    own = total = at = 0
    for word in text.split(" "):
        letters = [at + place for place, char in enumerate(word) if char.isalnum() or ANYWHERE.match(char)]
        left = [place for place in letters if place not in covered]
        total += len(letters)
        spaced = HANGUL.search(word) or not ANYWHERE.search(word)
        if left and not (spaced and len(left) < len(letters)) and not (language and names(word, language)):
            own += len(left)
        at += len(word) + 1
    return own / total if total else 0.0


def positions(phrases: Phrases, text: str) -> Iterator[int]:
    """Where in the text a phrase stands, letter by letter."""
    for match in phrases.whole.finditer(text) if phrases.whole else ():
        yield from range(*match.span())
    places = [at for at, char in enumerate(text) if char != " "]
    squeezed = text.replace(" ", "")
    for match in phrases.squeezed.finditer(squeezed) if phrases.squeezed else ():
        yield from (places[at] for at in range(*match.span()))
    for parts in phrases.parted:
        found = [part.search(text) for part in parts]
        if all(found):
            yield from (at for one in found if one for at in range(*one.span()))


def names(word: str, language: str) -> bool:
    """Whether the word is a region or a kind of place."""
    asked = understood(word, language_of(language).code)
    return bool(asked.region or asked.kinds)


def kept(question: Question, wanted: Intent, made: Answer) -> Thread:
    """What the next question may lean on: a guide, or places, offices or events, whichever was spoken of."""
    before = question.thread
    wish = next((wish.value for wish in KEPT if wanted.wants(wish)), "")
    topic = made.citations[0].id if made.citations else wanted.topic
    silent = not (topic or wish or wanted.categories)
    named = wanted.region.slug or wanted.region.code if wanted.region else ""
    return replace(
        before,
        topic=before.topic if silent else topic,
        categories=before.categories if silent else tuple(one.value for one in wanted.categories),
        serves=before.serves if silent else tuple(one.value for one in wanted.serves),
        region=(made.region.slug or made.region.code) if made.region else "",
        named=named or before.named,
        speaks=wanted.speaks,
        wish=before.wish if silent else wish,
    )
