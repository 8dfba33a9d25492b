"""An answer as server-sent events: each part as it is ready, then the whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson
from django.http import StreamingHttpResponse

from geoportal.assistant.answers import Part
from geoportal.assistant.answering import answering
from geoportal.assistant.question import Question
from geoportal.assistant.shapes import answer_json, part_json

EVENT_STREAM = "text/event-stream"


def streamed(question: Question) -> StreamingHttpResponse:
    """The stream; a proxy is asked not to hold it back."""
    response = StreamingHttpResponse(events(question), content_type=EVENT_STREAM)
    response["Cache-Control"] = "no-store"
    response["X-Accel-Buffering"] = "no"
    return response


def events(question: Question) -> Iterator[bytes]:
    """`part` events and a last `answer` event, each with JSON."""
    for one in answering(question):
        if isinstance(one, Part):
            yield event("part", part_json(one))
        else:
            yield event("answer", answer_json(one))


def event(name: str, body: dict[str, Any]) -> bytes:
    """One event of the stream."""
    return b"event: " + name.encode() + b"\ndata: " + orjson.dumps(body) + b"\n\n"
