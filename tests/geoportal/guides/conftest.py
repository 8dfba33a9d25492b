"""A few small pages, in a folder that a test may change."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

FILES = Path(__file__).parent / "files"


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(FILES, tmp_path / "guides")
    return tmp_path / "guides"


@pytest.fixture
def pages(db, folder, django_capture_on_commit_callbacks):
    """The pages loaded; pages are published when the transaction ends, which in a test it never does."""
    from geoportal.guides.loading import load

    with django_capture_on_commit_callbacks(execute=True):
        load(folder)
    return folder


@pytest.fixture
def translator(settings):
    """Settings of the translator; what is not named stays."""

    def choose(**chosen):
        settings.TRANSLATION = {**settings.TRANSLATION, **chosen}

    return choose


@pytest.fixture
def google(translator):
    """Google's client, and a server of this machine that it speaks to."""
    from tests.geoportal.translation.conftest import CHOSEN
    from tests.geoportal.translation.fake_google import FakeGoogle, over_rest

    with over_rest(FakeGoogle()) as fake:
        translator(**CHOSEN, GOOGLE_TRANSPORT="rest", GOOGLE_ENDPOINT=fake.address)
        yield fake
