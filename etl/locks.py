"""Who may do what at one time: one run of a source, and patience with tables that others hold."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec, TypeVar

import django

from etl.errors import AlreadyRunning, LoadFailed
from etl.source import Source

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "geoportal.settings")
django.setup()

from django.db import OperationalError, connection  # noqa: E402

from geoportal.provenance import ingest as provenance  # noqa: E402

LOCK_TRIES = 5
Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


@contextmanager
def sole_run(source: Source) -> Iterator[None]:
    """Hold the source for this process; AlreadyRunning when another one has it."""
    try:
        with provenance.sole_run(source.name):
            yield
    except provenance.AlreadyRunning as error:
        raise AlreadyRunning(source.name) from error
    except OperationalError as error:
        raise LoadFailed(f"The database does not answer: {error}") from error


def patient(ask: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """The same function, tried five times when others hold a table; LoadFailed says what went wrong.

    Each try waits no longer than the connection's lock_timeout, so nobody queues behind us for longer than that.
    """

    @wraps(ask)
    def asked(*args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
        for attempt in range(1, LOCK_TRIES + 1):
            try:
                return ask(*args, **kwargs)
            except OperationalError as error:
                # Only a dead session is closed: with a living one, the hold on the source would stay in the pool.
                if not connection.is_usable():
                    connection.close()
                if attempt == LOCK_TRIES or not is_held(error):
                    raise LoadFailed(what_failed(error)) from error
        raise AssertionError("unreachable")

    return asked


def is_held(error: OperationalError) -> bool:
    """Whether a statement was given up because others hold what it needs."""
    return "lock timeout" in str(error)


def what_failed(error: OperationalError) -> str:
    """The database's words, for the operator."""
    if is_held(error):
        first = str(error).splitlines()[0]
        return f"Another session holds a table that the load needs; given up after {LOCK_TRIES} tries ({first})."
    return f"The database stopped the load: {error}"
