"""Two at once: people and machines, each in its own connection."""

from __future__ import annotations

import threading
import time

import pytest
from django.db import connection

from tests.geoportal.translation.segments.conftest import TEXTS, WORDS, make_page

PARAGRAPH = "서류를 냅니다"


class Place:
    """A page with nothing translated, committed."""

    def __init__(self) -> None:
        from wagtail.models import Locale
        from wagtail_localize.models import TranslationSource

        from geoportal.accounts.models import User

        page = make_page()
        page.save_revision().publish()
        self.page = page
        self.source = TranslationSource.objects.get_for_instance(page)
        self.locale = Locale.objects.get(language_code="en")
        self.users = [User.objects.create_user(name, "a long password") for name in ("Ann", "Bao")]

    def segment(self, text: str = PARAGRAPH):
        from geoportal.translation.segments.queries import segments

        return next(one for one in segments(self.source, self.locale) if one.source == text)


def together(*calls):
    """Run the calls at the same moment; their answers in order, or what they raised."""
    barrier, answers = threading.Barrier(len(calls)), [None] * len(calls)

    def run(number, call):
        try:
            barrier.wait(10)
            answers[number] = call()
        except Exception as fault:
            answers[number] = fault
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number, call)) for number, call in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return answers


@pytest.fixture
def place(transactional_db):
    return Place()


def test_two_translators_at_once_lose_nothing(place):
    from geoportal.translation.segments.writing import Wanted, save

    seen = place.segment()
    mine = [Wanted(seen.row.segment_id, text, seen.token) for text in ("words of Ann", "words of Bao")]
    answers = together(
        lambda: save(place.source, place.locale, [mine[0]], by=place.users[0]),
        lambda: save(place.source, place.locale, [mine[1]], by=place.users[1]),
    )
    assert sorted(map(len, answers)) == [0, 1], answers
    [conflict] = answers[0] or answers[1]
    stored = place.segment()
    assert {stored.text, conflict.wanted.text} == {"words of Ann", "words of Bao"}
    assert conflict.now.text == stored.text
    again = Wanted(stored.row.segment_id, conflict.wanted.text, conflict.now.token)
    assert save(place.source, place.locale, [again], by=place.users[0]) == []
    assert place.segment().text == conflict.wanted.text


def test_integreat_adr_0004_two_machine_runs_at_once_pay_once_and_leave_no_flag(place):
    from geoportal.translation.segments.machine import is_running, translate

    paid, started, go_on = [], threading.Event(), threading.Event()

    def engine(texts):
        paid.append(len(texts))
        started.set()
        go_on.wait(20)
        return [f"{WORDS['en']} {'abcde'[number]}" for number in range(len(texts))]

    def second():
        started.wait(20)
        seen = is_running(place.source, place.locale)
        run = translate(place.source, place.locale, engine, name="engine")
        go_on.set()
        return seen, run

    first, (seen, refused) = together(
        lambda: translate(place.source, place.locale, engine, name="engine"), second
    )  # fmt: skip
    assert seen
    assert refused.is_refused
    assert len(first.written) == len(TEXTS)
    assert paid == [len(TEXTS)]
    assert not is_running(place.source, place.locale)
    assert place.segment().status == "machine"


def test_integreat_4393_a_person_who_writes_during_a_machine_run_is_kept(place):
    from geoportal.translation.segments.machine import translate
    from geoportal.translation.segments.writing import Wanted, save

    def engine(texts):
        now = place.segment()
        assert save(place.source, place.locale, [Wanted(now.row.segment_id, "by hand", now.token)],
                    by=place.users[0]) == []  # fmt: skip
        return [f"{WORDS['en']} {'abcde'[number]}" for number in range(len(texts))]

    run = translate(place.source, place.locale, engine, name="engine")
    assert len(run.changed_meanwhile) == 1
    assert (place.segment().text, place.segment().status) == ("by hand", "drafted")


def test_integreat_4512_a_run_that_dies_leaves_nothing_running(place):
    from geoportal.translation.segments.machine import is_running, translate

    def engine(texts):
        raise RuntimeError("the engine broke")

    with pytest.raises(RuntimeError):
        translate(place.source, place.locale, engine, name="engine")
    assert not is_running(place.source, place.locale)

    def killed():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(7431004, %s)", [place.source.pk * 64 + place.locale.pk])
        assert is_running(place.source, place.locale)

    assert together(killed) == [None]
    # The database lets go of a lock when it notices that its connection is gone.
    waits = 50
    while is_running(place.source, place.locale) and (waits := waits - 1):
        time.sleep(0.1)
    assert not is_running(place.source, place.locale)


def test_a_source_that_changes_while_somebody_translates(place):
    from geoportal.translation.segments.writing import Wanted, save

    seen = place.segment()
    page = place.page.get_latest_revision_as_object()
    page.body = [
        {"type": b.block_type, "value": "서류를 모두 냅니다" if b.value == PARAGRAPH else b.value, "id": b.id}
        for b in page.body
    ]
    page.save_revision().publish()
    mine = Wanted(seen.row.segment_id, "hand in documents", seen.token, seen.row.version_id)
    [conflict] = save(place.source, place.locale, [mine], by=place.users[0])
    assert conflict.now.source == "서류를 모두 냅니다"
    assert conflict.wanted.text == "hand in documents"
