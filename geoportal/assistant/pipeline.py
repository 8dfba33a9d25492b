"""From a question to an answer: danger first, then a human when one is asked for, then what tools and guides say."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import structlog
from django.contrib.gis.geos import Point
from django.utils import translation
from django.utils.translation import gettext as _

from geoportal.assistant import extract, hours, tools
from geoportal.assistant.answers import Answer, Citation, Part
from geoportal.assistant.categories import Wish
from geoportal.assistant.emergencies import Emergency, emergencies, emergency, numbers
from geoportal.assistant.intent import Intent, intent
from geoportal.assistant.leaning import in_thread, kept, thanks
from geoportal.assistant.phrases import plain
from geoportal.assistant.question import Question
from geoportal.assistant.retrieve import Found, Hit, retrieve
from geoportal.assistant.telephone import in_words, lines_for
from geoportal.assistant.tools import notes_of
from geoportal.assistant.words import sentence
from geoportal.places.categories import Category, OfficeKind
from geoportal.places.labels import kind_label, what_to_do
from geoportal.places.serving import Certainty, Served
from geoportal.regions.models import Region

log = structlog.get_logger("geoportal.assistant")
ASK_HERE = ("1345",)
SOMEWHERE = frozenset({Wish.PLACES, Wish.OFFICE, Wish.HOURS, Wish.EVENTS})
PEOPLE = ("1345", "1577-1366")


def answer(question: Question) -> Answer:
    """What we can say, in the language of the question. The same question always gets the same answer.

    Danger may be past, or none: the guides that are near are named below the numbers.
    """
    with translation.override(question.pages_in):
        found = emergencies(question.text)
        if found:
            return replace(emergency_answer(question, found), citations=beside(question))
        near = retrieve(question.text, question.language)
        if near.danger:
            made = emergency_answer(question, [emergency(near.danger)])
            return replace(made, citations=citations(looked_at(near, question)))
        said = intent(question.text, question.language)
        if question.thread.with_human or said.wants(Wish.HUMAN):
            return human_answer(question, said)
        if thanks(plain(question.text)):
            line = Part(sentence("welcome", question.language), question.language)
            return Answer(question.language, (line,), region=question.region, thread=question.thread)
        return answered(question, in_thread(said, question), near)


def beside(question: Question) -> tuple[Citation, ...]:
    """The guides near to what somebody in danger writes; none when they cannot be looked up, for the numbers stand
    whatever else fails."""
    try:
        return citations(looked_at(retrieve(question.text, question.language), question))
    except Exception:
        log.exception("guides_beside_danger")
        return ()


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


def human_answer(question: Question, wanted: Intent) -> Answer:
    """Whom to call and where to leave the question; from here on the machine is silent in this thread."""
    line = Part(sentence("ask_human", question.language, PEOPLE), question.language)
    region = wanted.region or question.region
    return Answer(
        question.language, (line,), hotlines=tuple(tools.numbers_of(list(PEOPLE))), region=region, human=True,
        offices=tuple(tools.centers_of(region)) if region else (), thread=replace(question.thread, with_human=True),
    )  # fmt: skip


def answered(question: Question, wanted: Intent, near: Found) -> Answer:
    """What the tools find for what is wanted, and the guides beside it."""
    region = wanted.region or question.region
    made = Answer(question.language, region=region)
    if wanted.outside and not wanted.wishes.isdisjoint(SOMEWHERE):
        line = Part(sentence("only_gyeonggi", question.language, ASK_HERE), question.language)
        return replace(made.with_parts(line), hotlines=tuple(tools.numbers_of(list(ASK_HERE))), thread=question.thread)
    made = found_by_tools(made, question, wanted, region)
    done = made.offices or made.places or made.needs_region or made.parts
    by_service = made.places and not wanted.categories
    by_telephone = wanted.wants(Wish.HOTLINE) and near.answers
    if not done or by_service or by_telephone or wanted.how:
        made = with_guides(made, question, wanted, near, alone=not done)
    return replace(made, thread=kept(question, wanted, made))


def found_by_tools(made: Answer, question: Question, wanted: Intent, region: Region | None) -> Answer:
    """What is wanted beside an explanation."""
    if wanted.wants(Wish.HOTLINE):
        made = with_lines(made, question, wanted)
    by_telephone = wanted.wants(Wish.HOTLINE) and wanted.office_kinds and region
    if wanted.wants(Wish.OFFICE) or by_telephone:
        made = with_offices(made, region, wanted)
    elif wanted.wants(Wish.HOURS):
        made = with_hours(made, point_of(question, region), region, wanted)
    elif wanted.wants(Wish.PLACES):
        made = with_places(made, point_of(question, region), wanted)
    if wanted.wants(Wish.EVENTS):
        made = with_events(made, region, wanted)
    return made


def with_lines(made: Answer, question: Question, wanted: Intent) -> Answer:
    """The telephone lines that the question asks for, in words; nothing when none fits."""
    lines = lines_for(question.text, wanted.office_kinds)
    made = replace(made, hotlines=lines)
    return made.with_parts(*(Part(in_words(line), made.language, listed=True) for line in lines))


def point_of(question: Question, region: Region | None) -> Point | None:
    """Where to look from: the middle of the region that is named, else where the reader is."""
    if region is not None and region is not question.region:
        return region.center
    return question.point or (region.center if region else None)


def with_places(made: Answer, point: Point | None, wanted: Intent) -> Answer:
    """The nearest places, or the wish to know where."""
    if point is None:
        return asked_where(made)
    found = tools.find_places(point, wanted)
    line = _("These are the nearest places that I know.") if found.features else _("I know no such place near there.")
    notes = list(notes_of(found))
    made = replace(made, places=found.features, places_note=" ".join(notes))
    return made.with_parts(*(Part(text, made.language) for text in (line, *notes)))


def asked_where(made: Answer) -> Answer:
    """The wish to know where."""
    line = _("Choose your city or county, or share your position, and I will show the nearest places.")
    return replace(made.with_parts(Part(line, made.language)), needs_region=True)


def with_hours(made: Answer, point: Point | None, region: Region | None, wanted: Intent) -> Answer:
    """When the places that are meant are open, or that it is unknown, each with its telephone number."""
    if point is None:
        return asked_where(made)
    places = tools.places_meant(point, region, wanted)
    texts = hours.lines(places, hours.day_of(wanted))
    if not texts:
        return made.with_parts(Part(_("I know no such place near there."), made.language))
    made = made.with_parts(*(Part(text, made.language, listed=True) for text in texts))
    near = tools.find_places(point, Intent(categories=wanted.categories)).features if wanted.categories else ()
    meant = {place.pk for place in places}
    return replace(made, places=tuple(one for one in near if one["id"] in meant))


def with_offices(made: Answer, region: Region | None, wanted: Intent) -> Answer:
    """The responsible office of each kind that is named; of the kinds people ask for most when none is."""
    kinds = wanted.office_kinds or (OfficeKind.IMMIGRATION, OfficeKind.LOCAL_OFFICE)
    if region is None:
        line = _("Choose your city or county, and I will show the office that serves you.")
        return replace(made.with_parts(Part(line, made.language)), needs_region=True)
    offices = tuple(tools.who_serves_me(region, kinds))
    known = (
        [_("This is who serves %(region)s.") % {"region": region.name}] if any(one.offices for one in offices) else []
    )
    unsure = [not_known(one) for one in offices if one.certainty is not Certainty.KNOWN]
    return replace(made, offices=offices).with_parts(*(Part(text, made.language) for text in (*known, *unsure)))


def not_known(one: Served) -> str:
    """That it is unknown which office serves, or depends, and what to do."""
    unknown = "" if one.offices else _("Not known which office it is.")
    return " ".join(filter(None, (f"{kind_label(one.kind)}:", unknown, str(what_to_do(one.kind, one.certainty)))))


def with_events(made: Answer, region: Region | None, wanted: Intent) -> Answer:
    """What is on."""
    events = tuple(tools.upcoming_events(region, wanted.day))
    line = _("This is what is on.") if events else _("I know of no event there in that time.")
    return replace(made, events=events).with_parts(Part(line, made.language))


def with_guides(made: Answer, question: Question, wanted: Intent, near: Found, *, alone: bool) -> Answer:
    """What the guides say, or that they don't."""
    pages = looked_at(looked_up(question, wanted, near), question)
    if not pages and not wanted.topic:
        return refused(made, question) if alone else made
    if wanted.topic:
        pages = leaned_on(pages, wanted.topic, question.pages_in)
    hit, page = pages[0]
    lines = tools.numbers_of([line.number for line in made.hotlines] + (list(page.hotlines) or list(ASK_HERE)))
    asked = {"how": wanted.how, "documents": wanted.documents}
    made = replace(made, citations=citations(pages, **asked), hotlines=tuple(lines))
    made = made.with_parts(*extract.quotes(hit, page, **asked))
    kinds = tuple(OfficeKind(kind) for kind in page.office_kinds)
    if made.region is not None and kinds and not made.offices:
        made = replace(made, offices=tuple(tools.who_serves_me(made.region, kinds)))
    return made


def looked_at(near: Found, question: Question) -> list[tuple[Hit, Any]]:
    """The pages near enough to answer, the one to quote first; none where none is."""
    return extract.cited_pages(near, question.pages_in) if near.answers else []


def citations(pages: list[tuple[Hit, Any]], **asked: bool) -> tuple[Citation, ...]:
    """The pages as an answer names them; `asked` is what `extract.quotes` is told of the question."""
    return tuple(extract.citation(hit, page, **asked) for hit, page in pages)


def looked_up(question: Question, wanted: Intent, near: Found) -> Found:
    """The guides for the question; one that leans, or says too little by itself, is read with the topic before it."""
    topic = wanted.topic or ("" if near.answers else question.thread.topic)
    page = tools.article(topic, question.language) if topic else None
    again = retrieve(f"{page.title} {question.text}", question.language) if page else near
    return again if again.answers else near


def leaned_on(pages: list[tuple[Hit, Any]], topic: str, language: str) -> list[tuple[Hit, Any]]:
    """The page that the thread is about alone: what is near beside it is about something else."""
    found = [(hit, page) for hit, page in pages if hit.slug == topic]
    if found:
        return found
    page = tools.article(topic, language)
    return [(Hit(topic, 0.0, ()), page)] if page is not None else pages


def refused(made: Answer, question: Question) -> Answer:
    """Nothing is known: whom to ask."""
    line = Part(sentence("not_known", question.language, ASK_HERE), question.language)
    centers = tuple(tools.centers_of(made.region)) if made.region else ()
    numbers = tuple(tools.numbers_of(list(ASK_HERE)))
    return replace(made.with_parts(line), refused=True, hotlines=numbers, offices=made.offices or centers)
