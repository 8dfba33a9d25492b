"""The time of pages in a machine-translated language, its memory warm, beside the same pages in Korean.

    python -m benchmarks.translation [--rounds 200]

Needs a migrated database (DATABASE_URL). It works in one transaction and takes it back; nothing is sent anywhere. The
languages take turns, request by request, so that a slow machine is slow for both; read the ratios.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta

import django

BAR = 1.3
LANGUAGE = "ne"
WORDS = "주차장이 좁으니 대중교통을 이용해 주세요. 문의는 031-257-1841, 접수는 2026-12-31 18:00까지입니다. "


def main() -> int:
    """Print the medians; 1 when a page misses the bar."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rounds", type=int, default=200)
    asked = parser.parse_args()
    os.environ["GEOPORTAL_LOG_LEVEL"] = "WARNING"
    django.setup()
    from django.db import transaction
    from django.test.utils import override_settings

    storages = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    with transaction.atomic(), override_settings(STORAGES=storages, SECURE_SSL_REDIRECT=False):
        missed = [name for name, path in pages().items() if not measure(name, path, rounds=asked.rounds)]
        transaction.set_rollback(True)
    return 1 if missed else 0


def pages() -> dict[str, str]:
    """An event with twelve texts of 1,000 letters, a place with a note, the front page; all their texts are known."""
    from geoportal.core import geo
    from geoportal.events.models import Event
    from geoportal.events.stated import NAMES, TEXTS
    from geoportal.places.models import Place
    from geoportal.provenance.models import Source
    from geoportal.translation.models import Memory
    from geoportal.translation.queries import text_hash

    source = Source.objects.create(
        name="benchmark", kind="events", title_ko="측정", title_en="Benchmark", publisher="측정", publisher_en="Maker"
    )
    texts = {name: f"{name} " + WORDS * 16 for name in TEXTS if name not in NAMES}
    today = date.today()
    event = Event.objects.create(
        source=source, source_key="1", category="class", name_ko="교실", name_en="Class", row_hash="x",
        starts_on=today, ends_on=today + timedelta(days=9), point=geo.point(37.2, 126.8), attributes=texts,
    )  # fmt: skip
    place = Place.objects.filter(retired_at__isnull=True, same_as__isnull=True).order_by("pk").first()
    notes = list(texts.values())
    if place:
        place.attributes = place.attributes | {"note_ko": WORDS}
        place.save(update_fields=["attributes"])
        notes.append(WORDS)
    guide, said = guide_page()
    notes += said
    Memory.objects.bulk_create(
        Memory(
            source_hash=text_hash(text), source="ko", target=LANGUAGE, model="m", source_text=text, text=text,
            status="machine",
        )
        for text in notes
    )  # fmt: skip
    found = {"front page": "/", "event, 12 texts": f"/events/{event.pk}/"} | guide
    return found | ({"place, a note": f"/places/{place.pk}/"} if place else {})


def guide_page() -> tuple[dict[str, str], set[str]]:
    """The guide with the most texts and its list, by name, and all their texts; nothing where no guides are loaded."""
    from geoportal.guides.models import AreaPage, Article
    from geoportal.guides.showing import address_of
    from geoportal.guides.wording import texts

    pages = list(Article.objects.published().in_language("ko").specific())
    if not pages:
        return {}, set()
    longest = max(pages, key=lambda page: len(list(texts(page))))
    areas = AreaPage.objects.filter(live=True, locale__language_code="ko")
    said = {text.strip() for page in (*areas, *pages) for text in texts(page) if text.strip()}
    return {"guide, all its texts": address_of(longest), "guides": "/guides/"}, said


def measure(name: str, path: str, *, rounds: int) -> bool:
    """Print one page's medians; whether it is within the bar."""
    from django.test import Client

    client = Client(headers={"host": "127.0.0.1"})

    def get(path: str) -> Callable[[], float]:
        def timed() -> float:
            started = time.perf_counter()
            answer = client.get(path)
            took = time.perf_counter() - started
            return took if answer.status_code == 200 else sys.exit(f"{path}: {answer.status_code}")

        return timed

    korean, machine = get(path), get(f"/{LANGUAGE}{path}")
    for _ in range(10):
        korean(), machine()
    times = [(korean(), machine()) for _ in range(rounds)]
    base, other = (statistics.median(column) * 1000 for column in zip(*times, strict=True))
    verdict = "met" if other / base <= BAR else "MISSED"
    print(f"{name:22}ko {base:7.2f} ms  {LANGUAGE} {other:7.2f} ms  ratio {other / base:5.2f} <= {BAR}  {verdict}")
    return other / base <= BAR


if __name__ == "__main__":
    sys.exit(main())
