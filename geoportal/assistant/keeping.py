"""What people say to the assistant, as far as it is kept: questions for counsellors, gaps, conversations by consent."""

from __future__ import annotations

import secrets
import uuid
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from geoportal.accounts.models import User
from geoportal.assistant.answers import Answer
from geoportal.assistant.categories import Case, Reason
from geoportal.assistant.models import Consultation, Conversation, Turn, Unanswered
from geoportal.assistant.question import Question
from geoportal.core.languages import SOURCE, Language, language_of
from geoportal.core.redact import redact
from geoportal.guides.categories import Area
from geoportal.guides.models import AreaPage, CasePage
from geoportal.regions.categories import Level
from geoportal.regions.models import Region
from geoportal.regions.queries import today
from geoportal.translation.services import translate

MOST_OF_GAP = 500


def note_gap(question: Question, reason: Reason) -> None:
    """Count a question that got no good answer, for the editors; the region is its si/gun, never a smaller one."""
    unit = sigun_of(question.region)
    text = redact(" ".join(question.text.split()))[:MOST_OF_GAP]
    row, new = Unanswered.objects.get_or_create(
        question=text, language=question.language, region=unit, reason=reason.value, defaults={"asked_on": today()}
    )
    if not new:
        Unanswered.objects.filter(pk=row.pk).update(times=F("times") + 1, asked_on=today())


@transaction.atomic
def keep_turn(token: uuid.UUID | None, question: Question, answer: Answer) -> uuid.UUID:
    """Keep one turn, in a new conversation when there is none; the conversation's token."""
    conversation = Conversation.objects.kept().filter(pk=token).first() if token else None
    if conversation is None:
        conversation = Conversation.objects.create(keep_until=_until(settings.ASSISTANT_KEEP_DAYS))
    Turn.objects.create(
        conversation=conversation,
        language=question.language,
        question=redact(question.text),
        answer=answer.text,
        ai_generated=answer.ai_generated,
    )
    return conversation.token


def leave_question(text: str, *, language: str, region: Region | None) -> Consultation:
    """A question for the counsellors, redacted."""
    until = _until(settings.ASSISTANT_KEEP_DAYS)
    return Consultation.objects.create(question=redact(text), language=language, region=region, keep_until=until)


def claim(consultation: Consultation, by: User) -> bool:
    """Take a question, so that no other counsellor does; False when another one has it."""
    taken = Consultation.objects.filter(pk=consultation.pk, state=Case.OPEN)
    return bool(taken.update(state=Case.CLAIMED, claimed_by=by, claimed_at=timezone.now()))


def give_answer(consultation: Consultation, text: str, *, language: str, by: User) -> bool:
    """Answer a question that is one's own; False when it is another's or was answered before."""
    own = Consultation.objects.filter(pk=consultation.pk, state=Case.CLAIMED, claimed_by=by)
    return bool(own.update(answer=text, answer_language=language, state=Case.ANSWERED, answered_at=timezone.now()))


def close(consultation: Consultation) -> None:
    """No more is to be done."""
    now = timezone.now()
    rows = Consultation.objects.filter(pk=consultation.pk).exclude(state=Case.CLOSED)
    rows.filter(claimed_at__isnull=True).update(claimed_at=now)
    rows.update(state=Case.CLOSED)


def draft_case(consultation: Consultation, *, area: Area, by: User) -> Any:
    """A counselling case made of an answered question, as a draft that an editor must anonymize and review.

    It stands in the section of the question's city or county where there is one, else in the area. Its texts are
    Korean or empty: what was asked in another language is translated where the Translator can, and kept for the editor
    as it was asked. Nothing of the page's address is known to who asked.
    """
    city = sigun_of(consultation.region)
    korean = AreaPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
    section = korean.filter(region=city.slug).first() if city is not None and city.slug else None
    parent = section or korean.get(area=area.value)
    language = language_of(consultation.language)
    question = _in_korean(consultation.question, language)
    page = CasePage(
        title=question[:120] or f"상담 사례: {language.name_ko}로 온 질문",
        slug=f"case-{secrets.token_hex(4)}",
        locale=parent.locale,
        live=False,
        owner=by,
        question=question,
        answer=_in_korean(consultation.answer, language_of(consultation.answer_language)),
        asked_originally=_original(consultation, language),
        regions=[city.slug] if city is not None and city.slug else [],
        responsible=by.nickname,
    )
    parent.add_child(instance=page)
    page.save_revision(user=by)
    return page


def sigun_of(region: Region | None) -> Region | None:
    """The si/gun that a region is or lies in; the province is itself."""
    while region is not None and region.parent_id and region.level_name in (Level.GU, Level.DONG):
        region = region.parent
    return region


def _in_korean(text: str, language: Language) -> str:
    """The text without numbers of people, in Korean; empty where it is not, and nobody translates it."""
    text = redact(text)
    if language == SOURCE:
        return text
    found = translate([text], source=language.code, target=SOURCE.code).get(text)
    return found.text if found else ""


def _original(consultation: Consultation, language: Language) -> str:
    """For the editor: in which language it was asked, and in which words; empty where that was Korean."""
    if language == SOURCE:
        return ""
    return f"[{language.name_ko}, {language.name_en}] {redact(consultation.question)}"


def forget() -> int:
    """Delete all whose time is over; how many rows."""
    gone = 0
    for rows in (
        Conversation.objects.filter(keep_until__lt=today()),
        Consultation.objects.filter(keep_until__lt=today()),
        Unanswered.objects.before(today() - timedelta(days=settings.ASSISTANT_GAPS_KEEP_DAYS)),
    ):
        gone += rows.delete()[0]
    return gone


def _until(days: int) -> Any:
    return today() + timedelta(days=days)
