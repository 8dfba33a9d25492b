"""A Google Cloud Translation server of this machine: the v3 service over gRPC and over REST, and its faults."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import grpc
from google.cloud import translate_v3

SERVICE = "google.cloud.translation.v3.TranslationService"
Request = translate_v3.TranslateTextRequest
Response = translate_v3.TranslateTextResponse
STATUS = {
    400: grpc.StatusCode.INVALID_ARGUMENT,
    401: grpc.StatusCode.UNAUTHENTICATED,
    403: grpc.StatusCode.PERMISSION_DENIED,
    429: grpc.StatusCode.RESOURCE_EXHAUSTED,
    500: grpc.StatusCode.INTERNAL,
    503: grpc.StatusCode.UNAVAILABLE,
}


def in_brackets(text: str) -> str:
    """A translation whose numbers and addresses are those of the source, without its Hangul."""
    return "".join("x" if "\uac00" <= sign <= "\ud7a3" else sign for sign in text)


class FakeGoogle:
    """What it was asked, and what it does next; `fault` is (status, words), a number of seconds, or a function that
    makes the texts of the answer from those asked for."""

    def __init__(self) -> None:
        self.asked: list[Request] = []
        self.fault: Any = None
        self.address = ""
        self._lock = threading.Lock()

    @property
    def characters(self) -> int:
        return sum(len(text) for request in self.asked for text in request.contents)

    def answer(self, request: Request) -> Response:
        with self._lock:
            self.asked.append(request)
        fault = self.fault
        if isinstance(fault, float):
            time.sleep(fault)
        make: Callable[[list[str]], list[str]] = (
            fault if callable(fault) else lambda texts: list(map(in_brackets, texts))
        )
        texts = [{"translated_text": text} for text in make(list(request.contents))]
        found = Response(translations=texts)
        if request.glossary_config.glossary:
            found.glossary_translations = [{"translated_text": f"{one['translated_text']}*"} for one in texts]
        return found


@contextmanager
def over_grpc(fake: FakeGoogle) -> Iterator[FakeGoogle]:
    def translate(request: Request, context: grpc.ServicerContext) -> Response:
        if isinstance(fake.fault, tuple):
            with fake._lock:
                fake.asked.append(request)
            status, words = fake.fault
            context.abort(STATUS.get(status, grpc.StatusCode.UNKNOWN), words)
        return fake.answer(request)

    handler = grpc.unary_unary_rpc_method_handler(
        translate, request_deserializer=Request.deserialize, response_serializer=Response.serialize
    )
    with ThreadPoolExecutor(8) as threads:
        server = grpc.server(threads)
        server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler(SERVICE, {"TranslateText": handler}),))
        port = server.add_insecure_port("127.0.0.1:0")
        server.start()
        fake.address = f"http://127.0.0.1:{port}"
        yield fake
        server.stop(None).wait()


@contextmanager
def over_rest(fake: FakeGoogle) -> Iterator[FakeGoogle]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            request = Request.from_json(body.decode())
            request.parent = self.path.removeprefix("/v3/").split(":translateText")[0]
            if isinstance(fake.fault, tuple):
                with fake._lock:
                    fake.asked.append(request)
                status, words = fake.fault
                if status == 0:
                    self.connection.close()
                    return
                text = words if words.startswith("<") else json.dumps({"error": {"code": status, "message": words}})
                self._send(status, text)
                return
            self._send(200, Response.to_json(fake.answer(request)))

        def _send(self, status: int, text: str) -> None:
            data = text.encode()
            try:
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)
            except OSError:
                return

        def log_message(self, *args: Any) -> None:
            return

    class Server(ThreadingHTTPServer):
        def handle_error(self, *args: Any) -> None:
            return

    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    fake.address = f"http://127.0.0.1:{server.server_port}"
    yield fake
    server.shutdown()
    server.server_close()
    thread.join()
