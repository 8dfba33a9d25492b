"""A few guide pages that the assistant has read, and a model server that answers what a test scripts."""

from __future__ import annotations

import pytest

from tests.geoportal.assistant.model_server import ModelServer
from tests.geoportal.guides.conftest import FILES

ASKED = "비자 연장은 언제부터 할 수 있어요?"


@pytest.fixture
def guides(db, django_capture_on_commit_callbacks):
    """The pages of the guides' own tests, loaded, published and read."""
    from geoportal.assistant.library import forget
    from geoportal.assistant.services import read_passages, store_passages
    from geoportal.guides.loading import load

    with django_capture_on_commit_callbacks(execute=True):
        load(FILES)
    store_passages()
    read_passages()
    forget()
    yield
    forget()


@pytest.fixture
def model(settings):
    """The server, and the settings that connect it."""
    server = ModelServer()
    settings.AI_URL, settings.AI_MODEL, settings.AI_KEY = server.url, "scripted", "key-of-the-test"
    settings.AI_WAIT_S = 0.6
    yield server
    server.close()
