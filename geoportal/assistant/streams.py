"""Where a model is listened to: a few threads of their own in each worker process, never the one that serves pages."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterator
from functools import cache

import structlog
from django.conf import settings

from geoportal.assistant.categories import Failure
from geoportal.assistant.providers.endpoint import ModelFailed

log = structlog.get_logger(__name__)
# Pieces that wait for a slow reader; then the model waits.
MOST_WAITING = 256
LOOK_S = 0.5


@cache
def _places() -> threading.BoundedSemaphore:
    return threading.BoundedSemaphore(max(settings.AI_STREAMS, 1))


class Stream:
    """Text that comes from a thread. `wait_s` bounds the wait for each piece, `until` that for the last."""

    def __init__(self, texts: Callable[[], Iterator[str]], wait_s: float, until: float) -> None:
        self.wait_s, self.until = wait_s, until
        self._texts = texts
        self._pieces: queue.Queue[str | ModelFailed | None] = queue.Queue(MOST_WAITING)
        self._gone = threading.Event()

    def begin(self) -> bool:
        """False when every place of this process is taken."""
        if not _places().acquire(blocking=False):
            return False
        try:
            threading.Thread(target=self._listen, name="assistant-model", daemon=True).start()
        except RuntimeError:  # the system has no thread to give
            _places().release()
            return False
        return True

    def __iter__(self) -> Iterator[str]:
        """The pieces as they come. ModelFailed when none comes in time or the model breaks off."""
        while (piece := self._next()) is not None:
            if isinstance(piece, ModelFailed):
                raise piece
            yield piece

    def _next(self) -> str | ModelFailed | None:
        wait_s = min(self.wait_s, self.until - time.monotonic())
        try:
            return self._pieces.get(timeout=max(wait_s, 0.001))
        except queue.Empty:
            return ModelFailed(Failure.SILENT)

    def leave(self) -> None:
        """Nobody listens any more; the thread ends at its next piece or timeout."""
        self._gone.set()

    def _listen(self) -> None:
        try:
            for piece in self._texts():
                if not self._give(piece):
                    return
            self._give(None)
        except ModelFailed as failed:
            self._give(failed)
        except Exception as error:  # it must reach the reader, and no thread reports it
            log.error("model_thread_failed", error=type(error).__name__)
            self._give(ModelFailed(Failure.GARBLED))
        finally:
            _places().release()

    def _give(self, piece: str | ModelFailed | None) -> bool:
        while not self._gone.is_set() and time.monotonic() < self.until + LOOK_S:
            try:
                self._pieces.put(piece, timeout=LOOK_S)
            except queue.Full:
                continue
            return True
        return False
