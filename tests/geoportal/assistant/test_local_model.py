"""The whole way to a real model and back: llama.cpp's server, its grammar from our schema, its stream."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from geoportal.assistant import generate
from geoportal.assistant.answering import answering
from geoportal.assistant.categories import Engine
from geoportal.assistant.models import ModelSpending
from geoportal.assistant.pipeline import answer
from geoportal.assistant.providers import openai_compatible
from geoportal.assistant.providers.endpoint import Endpoint
from geoportal.assistant.providers.openai_compatible import Reply
from geoportal.assistant.question import Question
from tests.geoportal.assistant.conftest import ASKED
from tests.geoportal.assistant.local_model import weights

pytestmark = pytest.mark.skipif(weights() is None, reason="tests/model.lock is not installed")


@pytest.fixture(scope="module")
def url():
    """The address of a server of its own, which ends with the tests."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, str(Path(__file__).with_name("local_model.py")), str(port)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as server:
        assert server.stdout is not None and server.stdin is not None
        found = server.stdout.readline().decode().strip()
        yield found + "/v1"
        server.stdin.close()
        server.wait(10)


@pytest.fixture
def few_tokens(monkeypatch):
    """So small a model goes on and on; some words are enough."""
    forms = tuple({**form, "max_tokens": 48} for form in openai_compatible.FORMS)
    monkeypatch.setattr(openai_compatible, "FORMS", forms)


def test_the_model_streams_in_the_form_of_our_schema(url, few_tokens, settings):
    settings.AI_WAIT_S = 30.0
    sources = json.dumps({"question": "When is the desk open?", "sources": [{"id": "p1", "text": "Open from 9 to 6."}]})
    reply = Reply(Endpoint(url, "", "smollm2"), "Answer in JSON.", sources, time.monotonic() + 60)
    pieces = list(reply.texts())
    text = "".join(pieces)
    assert len(pieces) > 5 and "".join(text.split()).startswith('{"sentences":[')
    assert reply.ended in ("length", "stop") and reply.tokens > 48


@pytest.mark.usefixtures("guide_page")
def test_an_answer_of_the_real_model_is_looked_through(url, few_tokens, settings, monkeypatch):
    settings.AI_URL, settings.AI_MODEL, settings.AI_WAIT_S = url, "smollm2", 8.0
    monkeypatch.setattr(generate, "WHOLE_S", 10.0)  # the test's transaction may not idle longer
    question = Question(ASKED, "ko")
    quoted = answer(question)
    *parts, whole = answering(question)
    assert tuple(parts) == whole.parts
    assert [part.text for part in quoted.parts if part not in whole.parts] == [] or whole.engine is Engine.GENERATIVE
    assert ModelSpending.objects.get().tokens > 0
