"""A warmed-up process that runs the feed in children: `python -m tests.etl.faults.loader`.

It takes one JSON object a line: the arguments of `etl` by which each child runs (`runs`, one after the other in
one process) and how many children (`times`). Each child tells `{"pid", "code"}` after each run, then waits to be
killed when `stay` is set, and ends otherwise.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import traceback
from typing import Any, NoReturn


def serve() -> None:
    """Fork children as they are asked for; the process itself never touches the database."""
    import etl.run
    import etl.safely
    import etl.sources.egen_pharmacies.parse
    import etl.sources.hira_pharmacies.parse  # noqa: F401

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    tell(ready=True)
    for line in sys.stdin:
        asked = json.loads(line)
        for _ in range(asked.get("times", 1)):
            child = os.fork()
            if not child:
                live(asked)
            tell(pid=child)


def live(asked: dict[str, Any]) -> NoReturn:
    """One child's life, which ends with the exit code of its last run, or with 70 and the reason told."""
    code = 70
    try:
        code = child_of(asked)
    except BaseException:
        tell(pid=os.getpid(), code=traceback.format_exc())
    os._exit(code)


def child_of(asked: dict[str, Any]) -> int:
    """The runs of one child; the exit code of the last."""
    from etl.__main__ import main

    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    if asked.get("province"):
        province()
    code = 0
    for arguments in asked["runs"]:
        if raw := asked.get("raw"):
            use(raw)
        code = main(arguments)
        tell(pid=os.getpid(), code=code)
    while asked.get("stay"):
        signal.pause()
    return code


def use(raw: str) -> None:
    """Take this folder for the folder of raw files."""
    from django.conf import settings

    settings.RAW_DIR = raw


def province() -> None:
    """Put the made-up province into the database."""
    from tests.conftest import make_province

    make_province()


def tell(**what: object) -> None:
    """One line of JSON, in one piece, where the parent's caller listens (stdout is the operator's screen)."""
    os.write(int(os.environ["TELL_FD"]), json.dumps(what).encode() + b"\n")


if __name__ == "__main__":
    serve()
