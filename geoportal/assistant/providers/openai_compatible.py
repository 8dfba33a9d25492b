"""A language model behind any endpoint that speaks OpenAI's chat completions: Gemini, vLLM, Ollama, llama.cpp."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import httpx2
import openai
from django.conf import settings

from geoportal.assistant.categories import Failure
from geoportal.assistant.providers.endpoint import MOST_TOKENS, Endpoint, ModelFailed

CONNECT_S = 1.5
# Of one answer, whatever it holds: ours have a few hundred words.
MOST_BYTES = 512 * 1024
REFUSED_FORM = (400, 404, 415, 422)

SENTENCES = {
    "type": "object",
    "additionalProperties": False,
    "required": ["sentences"],
    "properties": {
        "sentences": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["text", "sources"],
                "properties": {
                    "text": {"type": "string"},
                    "sources": {"type": "array", "items": {"type": "string"}},
                },
            },
        }
    },
}
STRUCTURED = {
    "type": "json_schema",
    "json_schema": {"name": "sentences", "strict": True, "schema": SENTENCES},
}
# How a server may be asked, the best first. The next is tried when it refuses one, and what it takes is remembered:
# some know no schema, some no `max_tokens`.
FORMS: tuple[dict[str, Any], ...] = (
    {
        "response_format": STRUCTURED, "max_tokens": MOST_TOKENS, "temperature": 0,
        "stream_options": {"include_usage": True},
    },
    {"response_format": STRUCTURED, "max_completion_tokens": MOST_TOKENS},
    {"max_tokens": MOST_TOKENS, "temperature": 0},
)  # fmt: skip


@dataclass(slots=True)
class Reply:
    """One question to a model. `tokens` is what it says it took, 0 where it does not say; `ended` why it stopped."""

    endpoint: Endpoint
    system: str
    user: str
    until: float
    tokens: int = 0
    ended: str = ""

    def texts(self) -> Iterator[str]:
        """The text as it comes, in pieces; `until` is when, by the monotonic clock, no more is read. ModelFailed."""
        try:
            for chunk in self._chunks():
                yield from self._text(chunk)
            if not self.ended:
                raise ModelFailed(Failure.BROKEN)
        except openai.APITimeoutError as error:
            raise ModelFailed(Failure.SILENT) from error
        except openai.APIStatusError as error:
            raise ModelFailed(_failure(error.status_code)) from error
        except openai.APIConnectionError as error:
            raise ModelFailed(Failure.SILENT if isinstance(error.__cause__, TooLate) else Failure.BROKEN) from error
        # The client makes its objects from whatever JSON comes, without looking.
        except (openai.OpenAIError, httpx2.HTTPError, ValueError, TypeError, LookupError, AttributeError) as error:
            raise ModelFailed(Failure.GARBLED) from error

    def _text(self, chunk: Any) -> Iterator[str]:
        usage = getattr(chunk, "usage", None)
        total = getattr(usage, "total_tokens", 0)
        if isinstance(total, int) and not isinstance(total, bool):
            self.tokens = max(self.tokens, total)
        for choice in (chunk.choices or [])[:1]:
            self.ended = str(choice.finish_reason or self.ended)
            text = choice.delta.content if choice.delta else None
            if isinstance(text, str) and text:
                yield text

    def _chunks(self) -> Iterator[Any]:
        client = self._client()
        known = _taken.get(self.endpoint, 0)
        for number in range(known, len(FORMS)):
            try:
                stream = client.chat.completions.create(
                    model=self.endpoint.model,
                    messages=[{"role": "system", "content": self.system}, {"role": "user", "content": self.user}],
                    stream=True,
                    **FORMS[number],
                )
            except openai.APIStatusError as error:
                if error.status_code not in REFUSED_FORM or number + 1 == len(FORMS):
                    _taken.pop(self.endpoint, None)
                    raise
                continue
            _taken[self.endpoint] = number
            with stream:
                yield from stream
            return

    def _client(self) -> openai.OpenAI:
        http = httpx2.Client(
            transport=_Bounded(self.until),
            follow_redirects=False,
            timeout=httpx2.Timeout(settings.AI_WAIT_S, connect=min(CONNECT_S, settings.AI_WAIT_S)),
            headers={"Accept-Encoding": "identity"},
        )
        return openai.OpenAI(
            base_url=self.endpoint.url, api_key=self.endpoint.key or "none", max_retries=0, http_client=http,
            organization=None, project=None,
        )  # fmt: skip


_taken: dict[Endpoint, int] = {}


class TooLate(httpx2.ReadError):
    """The time of the whole answer is over, or it is longer than any answer of ours."""


@cache
def _connections() -> httpx2.HTTPTransport:
    """Open connections of this process, kept between questions."""
    return httpx2.HTTPTransport(retries=0, trust_env=False)


class _Bounded(httpx2.BaseTransport):
    """Ends an answer that drips on for ever: a timeout by itself only bounds the wait for the next byte."""

    def __init__(self, until: float) -> None:
        self.until = until

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        response = _connections().handle_request(request)
        if response.headers.get("Content-Encoding", "identity") != "identity":
            response.close()
            raise httpx2.DecodingError("A compressed answer was not asked for.", request=request)
        body = response.stream
        if not isinstance(body, httpx2.SyncByteStream):
            raise httpx2.DecodingError("The answer is no stream.", request=request)
        return httpx2.Response(
            response.status_code, headers=response.headers, stream=_Measured(body, self.until),
            extensions=response.extensions,
        )  # fmt: skip


class _Measured(httpx2.SyncByteStream):
    def __init__(self, body: httpx2.SyncByteStream, until: float) -> None:
        self.body, self.until = body, until

    def __iter__(self) -> Iterator[bytes]:
        left = MOST_BYTES
        for chunk in self.body:
            left -= len(chunk)
            if left < 0 or time.monotonic() > self.until:
                raise TooLate("The answer takes too long.")
            yield chunk

    def close(self) -> None:
        self.body.close()


def _failure(status: int) -> Failure:
    if status == 429:
        return Failure.BUSY
    return Failure.BROKEN if status >= 500 else Failure.REFUSED
