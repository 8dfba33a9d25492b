"""From a question to an answer: danger first, then a human when one is asked for, then what tools and guides say."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib.gis.geos import Point
from django.utils import translation
from django.utils.translation import gettext as _

from geoportal.assistant import extract, tools
from geoportal.assistant.answers import Answer, Citation, Part
from geoportal.assistant.categories import Wish
from geoportal.assistant.emergencies import Emergency, emergencies, emergency, numbers
from geoportal.assistant.intent import Intent, intent
from geoportal.assistant.question import Question, Thread
from geoportal.assistant.retrieve import Found, Hit, retrieve
from geoportal.assistant.words import sentence
from geoportal.places.categories import Category, OfficeKind
from geoportal.regions.models import Region

ASK_HERE = ("1345",)
PEOPLE = ("1345", "1577-1366")


def answer(question: Question) -> Answer:
    """What we can say, in the language of the question. The same question always gets the same answer.

    Danger that is seen by likeness may be none, or past: the guides that are near are named below the numbers.
    """
    with translation.override(question.language):
        found = emergencies(question.text)
        if found:
            return emergency_answer(question, found)
        near = retrieve(question.text, question.language)
        if near.danger:
            made = emergency_answer(question, [emergency(near.danger)])
            return replace(made, citations=citations(looked_at(near, question)))
        wanted = in_thread(intent(question.text, question.language), question)
        if question.thread.with_human or wanted.wants(Wish.HUMAN):
            return human_answer(question)
        return answered(question, wanted, near)


def emergency_answer(question: Question, found: list[Emergency]) -> Answer:
    """The numbers to call, and for an injury the nearest emergency rooms where the place is known."""
    kinds = tuple(one.kind for one in found)
    lines = numbers(found)
    parts = [Part(sentence("call_now", question.language, lines), question.language)]
    if "suicide" in kinds:
        parts.insert(0, Part(sentence("not_alone", question.language), question.language))
    made = Answer(question.language, tuple(parts), emergency=kinds, hotlines=tuple(tools.numbers_of(lines)))
    point = point_of(question, question.region)
    if "medical" in kinds and point:
        rooms = tools.find_places(point, Intent(categories=(Category.EMERGENCY_ROOM,)))
        made = replace(made, places=rooms.features, region=question.region)
    return replace(made, thread=replace(question.thread, wish=""))


def human_answer(question: Question) -> Answer:
    """Whom to call and where to leave the question; from here on the machine is silent in this thread."""
    line = Part(sentence("ask_human", question.language, PEOPLE), question.language)
    return Answer(
        question.language, (line,), hotlines=tuple(tools.numbers_of(list(PEOPLE))), region=question.region, human=True,
        thread=replace(question.thread, with_human=True),
    )  # fmt: skip


def in_thread(wanted: Intent, question: Question) -> Intent:
    """The intent, with what the question before had, where this one leans on it."""
    before = question.thread
    narrows = wanted.open_now or wanted.weekday is not None or wanted.day or wanted.speaks or wanted.region
    leans = before.categories and not wanted.categories and (wanted.follows or narrows) and not wanted.how
    if not leans:
        return wanted
    wishes = wanted.wishes | {Wish(before.wish)} if before.wish else wanted.wishes
    categories = tools.categories_of(before.categories)
    return replace(wanted, categories=categories, wishes=wishes, speaks=wanted.speaks or before.speaks)


def answered(question: Question, wanted: Intent, near: Found) -> Answer:
    """What the tools find for what is wanted, and the guides beside it."""
    region = wanted.region or question.region
    made = Answer(question.language, region=region)
    if wanted.wants(Wish.OFFICE):
        made = with_offices(made, region, wanted)
    if wanted.wants(Wish.PLACES) and not made.offices:
        made = with_places(made, point_of(question, region), wanted)
    if wanted.wants(Wish.EVENTS):
        made = with_events(made, region, wanted)
    done = made.offices or made.places or made.needs_region or made.parts
    if not done or wanted.how:
        made = with_guides(made, question, wanted, near, alone=not done)
    return replace(made, thread=kept(question, wanted, made))


def point_of(question: Question, region: Region | None) -> Point | None:
    """Where to look from: the middle of the region that is named, else where the reader is."""
    if region is not None and region is not question.region:
        return region.center
    return question.point or (region.center if region else None)


def with_places(made: Answer, point: Point | None, wanted: Intent) -> Answer:
    """The nearest places, or the wish to know where."""
    if point is None:
        line = _("Choose your city or county, or share your position, and I will show the nearest places.")
        return replace(made.with_parts(Part(line, made.language)), needs_region=True)
    found = tools.find_places(point, wanted)
    line = _("These are the nearest places that I know.") if found.features else _("I know no such place near there.")
    note = (
        _("None is known to speak this language: call first, or ask 1345 to interpret.") if found.spoken_unknown else ""
    )
    made = replace(made, places=found.features, places_note=note)
    return made.with_parts(*(Part(text, made.language) for text in (line, note) if text))


def with_offices(made: Answer, region: Region | None, wanted: Intent) -> Answer:
    """The responsible office of each kind that is named; of the kinds people ask for most when none is."""
    kinds = wanted.office_kinds or (OfficeKind.IMMIGRATION, OfficeKind.LOCAL_OFFICE)
    if region is None:
        line = _("Choose your city or county, and I will show the office that serves you.")
        return replace(made.with_parts(Part(line, made.language)), needs_region=True)
    offices = tuple(tools.who_serves_me(region, kinds))
    line = _("This is who serves %(region)s.") % {"region": region.name}
    return replace(made, offices=offices).with_parts(Part(line, made.language))


def with_events(made: Answer, region: Region | None, wanted: Intent) -> Answer:
    """What is on."""
    events = tuple(tools.upcoming_events(region, wanted.day))
    line = _("This is what is on.") if events else _("I know of no event there in that time.")
    return replace(made, events=events).with_parts(Part(line, made.language))


def with_guides(made: Answer, question: Question, wanted: Intent, near: Found, *, alone: bool) -> Answer:
    """What the guides say, or that they don't."""
    pages = looked_at(looked_up(question, near), question)
    if not pages:
        return refused(made, question) if alone else made
    hit, page = pages[0]
    lines = tuple(tools.numbers_of(list(page.hotlines) or list(ASK_HERE)))
    made = replace(made, citations=citations(pages), hotlines=lines)
    made = made.with_parts(*extract.quotes(hit, page, how=wanted.how))
    kinds = tuple(OfficeKind(kind) for kind in page.office_kinds)
    if made.region is not None and kinds and not made.offices:
        made = replace(made, offices=tuple(tools.who_serves_me(made.region, kinds)))
    return made


def looked_at(near: Found, question: Question) -> list[tuple[Hit, Any]]:
    """The pages near enough to answer, the one to quote first; none where none is."""
    return extract.cited_pages(near, question.language) if near.answers else []


def citations(pages: list[tuple[Hit, Any]]) -> tuple[Citation, ...]:
    """The pages as an answer names them."""
    return tuple(extract.citation(hit, page) for hit, page in pages)


def looked_up(question: Question, near: Found) -> Found:
    """The guides for the question; one that says too little by itself is read with the topic before it."""
    if near.answers or not question.thread.topic:
        return near
    page = tools.article(question.thread.topic, question.language)
    again = retrieve(f"{page.title} {question.text}", question.language) if page else near
    return again if again.answers else near


def refused(made: Answer, question: Question) -> Answer:
    """Nothing is known: whom to ask."""
    line = Part(sentence("not_known", question.language, ASK_HERE), question.language)
    return replace(made.with_parts(line), refused=True, hotlines=tuple(tools.numbers_of(list(ASK_HERE))))


def kept(question: Question, wanted: Intent, made: Answer) -> Thread:
    """What the next question may lean on."""
    wish = next((wish.value for wish in (Wish.OFFICE, Wish.PLACES, Wish.EVENTS) if wanted.wants(wish)), "")
    topic = made.citations[0].id if made.citations else question.thread.topic
    categories = tuple(one.value for one in wanted.categories)
    return Thread(topic, categories, made.region.slug if made.region else "", wanted.speaks, wish)
