"""A model server for tests: speaks OpenAI's chat completions over the wire and answers what a test scripts."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

# What is sent, piece by piece; a number is a wait in seconds.
Script = Callable[[dict[str, Any]], Iterator[bytes | float]]


def chunk(text: str | None, *, finish: str | None = None, **more: Any) -> bytes:
    choice = {"index": 0, "delta": {} if text is None else {"content": text}, "finish_reason": finish}
    body = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice]} | more
    return f"data: {json.dumps(body)}\n\n".encode()


def sentences(*said: tuple[str, list[str]]) -> str:
    """The JSON that a well-behaved model writes."""
    rows = [{"text": text, "sources": sources} for text, sources in said]
    return json.dumps({"sentences": rows}, ensure_ascii=False)


def told(text: str, *, size: int = 7, tokens: int = 0, finish: str = "stop") -> Iterator[bytes | float]:
    """The text as a stream of small pieces, ended as it should be."""
    for at in range(0, len(text), size):
        yield chunk(text[at : at + size])
    yield chunk(None, finish=finish)
    if tokens:
        yield chunk(None, choices=[], usage={"total_tokens": tokens, "prompt_tokens": 1, "completion_tokens": 1})
    yield b"data: [DONE]\n\n"


class ModelServer:
    """`script` gets the request's JSON and yields the body; `status` and `headers` come before it."""

    def __init__(self) -> None:
        self.script: Script = lambda request: told(sentences())
        self.status: Callable[[dict[str, Any]], int] = lambda request: 200
        self.headers = {"Content-Type": "text/event-stream"}
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self.over = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def close(self) -> None:
        self.over.set()
        self._server.shutdown()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                outer.requests.append(asked)
                outer.keys.append(self.headers.get("Authorization", ""))
                self.send_response(outer.status(asked))
                for name, value in outer.headers.items():
                    self.send_header(name, value)
                self.send_header("Connection", "close")
                self.end_headers()
                try:
                    for piece in outer.script(asked):
                        if isinstance(piece, bytes):
                            self.wfile.write(piece)
                            self.wfile.flush()
                        elif outer.over.wait(piece):
                            return
                except OSError:
                    pass  # the reader has gone

            def do_GET(self) -> None:
                outer.requests.append({"path": self.path})
                self.send_error(404)

            def log_message(self, *args: Any) -> None:
                pass

        return Handler


def wait_until(true: Callable[[], bool], within_s: float = 5.0) -> bool:
    end = time.monotonic() + within_s
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.02)
    return true()
