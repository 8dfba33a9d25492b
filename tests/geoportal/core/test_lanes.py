from __future__ import annotations

import re
import threading
import time

from geoportal.assistant.urls import ASKING
from geoportal.core.lanes import Lanes


def test_slow_requests_hold_nobody_and_the_others_go_one_by_one():
    held, running, most = threading.Event(), [0], [0]

    def application(environ, start_response):
        if environ["PATH_INFO"] == "/ask/":
            held.wait(5)
            return [b"slow"]
        running[0] += 1
        most[0] = max(most[0], running[0])
        time.sleep(0.02)
        running[0] -= 1
        return [b"quick"]

    served, found = Lanes(application, re.compile("^/ask/$")), []
    slow = [threading.Thread(target=lambda: found.append(served({"PATH_INFO": "/ask/"}, None))) for _ in range(3)]
    quick = [threading.Thread(target=lambda: found.append(served({"PATH_INFO": "/"}, None))) for _ in range(8)]
    for thread in (*slow, *quick):
        thread.start()
    for thread in quick:
        thread.join(5)
    assert found == [[b"quick"]] * 8 and most == [1]
    held.set()
    for thread in slow:
        thread.join(5)
    assert found[8:] == [[b"slow"]] * 3


def test_an_error_lets_the_next_one_in():
    def application(environ, start_response):
        raise ValueError

    served = Lanes(application, re.compile("^/ask/$"))
    for _ in range(2):
        try:
            served({"PATH_INFO": "/"}, None)
        except ValueError:
            continue
        raise AssertionError


def test_the_assistants_addresses_are_the_slow_ones():
    slow = ("/ask/", "/en/ask/", "/zh-hans/ask/", "/api/v1/assistant/ask/")
    quick = ("/", "/en/", "/api/v1/places/near/", "/ask/human/", "/en/guides/x/ask/")
    assert all(map(ASKING.search, slow)) and not any(map(ASKING.search, quick))
