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
