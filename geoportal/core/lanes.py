"""Requests that may take seconds run beside the others, not before them."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterable
from typing import Any

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class Lanes:
    """A WSGI application for a server with several threads: `slow` paths run at any time, the others one by one.

    Python gains nothing from answering two searches at once, and each would wait for the other; an answer that is
    written by a model, on the other hand, only waits for the model.
    """

    def __init__(self, application: Application, slow: re.Pattern[str]) -> None:
        self.application, self.slow = application, slow
        self._turn = threading.Lock()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if self.slow.search(environ.get("PATH_INFO", "")):
            return self.application(environ, start_response)
        with self._turn:
            return self.application(environ, start_response)
