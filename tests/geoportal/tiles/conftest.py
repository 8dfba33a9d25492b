"""What the tests of tiles share."""

from __future__ import annotations

import pytest

from geoportal.tiles import cache


@pytest.fixture(autouse=True)
def empty_memory():
    """No tile of another test, and a look at the data's version at every request: tests change it in no time."""
    cache.memory.clear()
    longest, cache.MOST_UNSEEN_S = cache.MOST_UNSEEN_S, -1.0
    yield
    cache.MOST_UNSEEN_S = longest
    cache.memory.clear()
