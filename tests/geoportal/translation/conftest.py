"""A portal whose engine is Google's client, and a server of this machine that it speaks to."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache

sys.path.insert(0, str(Path(__file__).parent))
from fake_google import FakeGoogle, over_grpc, over_rest

CHOSEN = {"ENGINE": "google", "GOOGLE_PROJECT": "made-up", "TIMEOUT_S": 1.0, "DAILY_CHARACTERS": 10_000}


@pytest.fixture
def translator(settings: Any) -> Callable[..., None]:
    """Settings of the translator; what is not named stays."""

    def choose(**chosen: Any) -> None:
        settings.TRANSLATION = {**settings.TRANSLATION, **chosen}

    return choose


@pytest.fixture(params=["grpc", "rest"])
def google(request: pytest.FixtureRequest, translator: Callable[..., None]) -> Iterator[FakeGoogle]:
    """Google over each of its two transports."""
    server = over_grpc if request.param == "grpc" else over_rest
    with server(FakeGoogle()) as fake:
        translator(**CHOSEN, GOOGLE_TRANSPORT=request.param, GOOGLE_ENDPOINT=fake.address)
        yield fake


@pytest.fixture
def google_rest(translator: Callable[..., None]) -> Iterator[FakeGoogle]:
    with over_rest(FakeGoogle()) as fake:
        translator(**CHOSEN, GOOGLE_TRANSPORT="rest", GOOGLE_ENDPOINT=fake.address)
        yield fake


@pytest.fixture
def google_grpc(translator: Callable[..., None]) -> Iterator[FakeGoogle]:
    with over_grpc(FakeGoogle()) as fake:
        translator(**CHOSEN, GOOGLE_TRANSPORT="grpc", GOOGLE_ENDPOINT=fake.address)
        yield fake


@pytest.fixture(autouse=True)
def nothing_counted() -> None:
    """What was put before the worker is kept in the cache, from one test to the next."""
    cache.clear()
