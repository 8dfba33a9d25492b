"""An answer as server-sent events: each part as it is ready, then the whole."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

import orjson
from django.http import HttpRequest, StreamingHttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import get_language

from geoportal.assistant.answering import answering
from geoportal.assistant.answers import Part
from geoportal.assistant.categories import Reason
from geoportal.assistant.keeping import keep_turn, note_gap
from geoportal.assistant.limits import allowance
from geoportal.assistant.question import Question
from geoportal.assistant.shapes import answer_json, part_json

EVENT_STREAM = "text/event-stream"


def streamed(request: HttpRequest, question: Question) -> StreamingHttpResponse:
    """The stream for programs."""
    return _unbuffered(events(request, question))


def events(request: HttpRequest, question: Question) -> Iterator[bytes]:
    """`part` events and a last `answer` event, each with JSON."""
    for one in answering(question, allowance(request)):
        if isinstance(one, Part):
            yield event("part", part_json(one))
        else:
            yield event("answer", answer_json(one))


def streamed_page(
    request: HttpRequest, question: Question, *, kept: uuid.UUID | None, keep: bool
) -> StreamingHttpResponse:
    """The stream for the assistant's page: `part` events, and a last `page` event with the whole turn as the page
    shows it."""
    return _unbuffered(page_events(request, question, kept=kept, keep=keep))


def page_events(request: HttpRequest, question: Question, *, kept: uuid.UUID | None, keep: bool) -> Iterator[bytes]:
    """As `events`, for the page; what is to be kept is kept when the answer is whole."""
    with translation.override(get_language()):
        for one in answering(question, allowance(request)):
            if isinstance(one, Part):
                yield event("part", part_json(one))
                continue
            token = keep_turn(kept, question, one) if keep else None
            if one.refused:
                note_gap(question, Reason.UNKNOWN)
            shown = {"question": question, "answer": one, "kept": token}
            markup = render_to_string("assistant/_turn.html", shown, request)
            yield event("page", {"markup": markup, "conversation": one.thread.token(), "kept": str(token or "")})


def _unbuffered(body: Iterator[bytes]) -> StreamingHttpResponse:
    """A stream that a proxy is asked not to hold back."""
    response = StreamingHttpResponse(body, content_type=EVENT_STREAM)
    response["Cache-Control"] = "no-store"
    response["X-Accel-Buffering"] = "no"
    return response


def event(name: str, body: dict[str, Any]) -> bytes:
    """One event of the stream."""
    return b"event: " + name.encode() + b"\ndata: " + orjson.dumps(body) + b"\n\n"
