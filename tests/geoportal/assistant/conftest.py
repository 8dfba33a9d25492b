"""A few guide pages that the assistant has read, and a model server that answers what a test scripts."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.geoportal.assistant.model_server import ModelServer
from tests.geoportal.guides.conftest import FILES

ASKED = "비자 연장은 언제부터 할 수 있어요?"


OUT_OF_SCOPE = [("ko", "김치찌개 끓이는 법 알려 주세요"), ("ko", "오늘 날씨 어때요?"), ("en", "What is the weather like today?")]
_read: dict[tuple[str, bool], Any] = {}


@pytest.fixture
def guides(db, monkeypatch, django_capture_on_commit_callbacks):
    """The pages of the guides' own tests, loaded, published and read; what was read once is not read again."""
    from geoportal.assistant import embedding, library
    from geoportal.assistant.services import read_passages, store_passages
    from geoportal.guides.loading import load

    encoded = embedding._encoded

    def remembered(texts, *, asks):
        new = [text for text in dict.fromkeys(texts) if (text, asks) not in _read]
        _read.update(((text, asks), row) for text, row in zip(new, encoded(new, asks=asks), strict=True))
        return np.array([_read[text, asks] for text in texts], dtype=np.float32).reshape(-1, embedding.DIMENSIONS)

    monkeypatch.setattr(embedding, "_encoded", remembered)
    monkeypatch.setattr(library, "out_of_scope", lambda: OUT_OF_SCOPE)
    library._refused.cache_clear()
    library.forget()
    with django_capture_on_commit_callbacks(execute=True):
        load(FILES)
    store_passages()
    read_passages()
    yield
    library._refused.cache_clear()
    library.forget()


@pytest.fixture
def model(settings):
    """The server, and the settings that connect it."""
    server = ModelServer()
    settings.AI_URL, settings.AI_MODEL, settings.AI_KEY = server.url, "scripted", "key-of-the-test"
    settings.AI_WAIT_S = 0.6
    yield server
    server.close()
