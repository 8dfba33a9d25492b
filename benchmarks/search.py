"""Times of written searches: what is understood, the words' statements, and the whole search, in one run.

    python -m benchmarks.search [--places 500000] [--rounds 3]

Needs the private cluster (script/database start). Names are generated from made-up syllables. Read the ratios:
the whole search is held against its own statements alone, on the same connection.
"""

from __future__ import annotations

import argparse
import os
import random
import time
from collections.abc import Callable
from typing import Any

import django

from benchmarks import dataset

BAR_MS = 300
QUERIES = {
    "Hangul name": ["한빛나라", "솔향기", "미소지음 의원", "푸른나무", "해오름"],
    "initial consonants": ["ㅎㅂㄴㄹ", "ㅅㅎㄱ", "ㅍㄹㄴㅁ"],
    "romanized": ["Hanbitnara", "Solhyangi", "Pureunnamu", "Purunnamu", "Haeoreum"],
    "one letter wrong": ["Hanpitnada", "Solyangi", "Purenamu", "솔함기"],
    "kind and region": ["안산 약국", "pharmacy Ansan", "nhà thuốc Ansan", "больница", "医院"],
    "road and number": ["월드컵로 12", "Worldcup-ro"],
    "common word": ["견본", "의원"],
    "nothing fits": ["없는이름가나", "Nosuchnameatall"],
}
SYLLABLES = "한빛나라솔향기미소지음푸른나무해오름새봄가온누리다솜이든보람하늘바다별달꽃잎서울경기중앙제일성모연세우리"
NAME = """
UPDATE places_place SET
    name_ko = (%(parts)s::text[])[1 + id * 7 %% 400] || (%(parts)s::text[])[1 + id * 13 %% 397]
              || (%(ends)s::text[])[1 + id %% 5] || ' 견본',
    name_en = '',
    address_ko = '경기도 수원시 영통구 ' || (%(roads)s::text[])[1 + id %% 3000] || ' ' || 1 + id / 3000 %% 300
"""


def percentile(times: list[float], share: float) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * share))] * 1000


def timed(call: Callable[[str], Any], queries: list[str], rounds: int) -> list[float]:
    """Seconds of each call, after one round that warms."""
    for query in queries:
        call(query)
    times = []
    for _ in range(rounds):
        for query in queries:
            started = time.perf_counter()
            call(query)
            times.append(time.perf_counter() - started)
    return times


def rename() -> float:
    """Give the generated places names and 3,000 roads, and make their words; seconds for the words."""
    from django.db import connection, transaction

    from geoportal.places import wording

    chance = random.Random(7)
    parts = ["".join(chance.choices(SYLLABLES, k=2)) for _ in range(395)]
    parts += ["한빛나라", "솔향기", "미소지음", "푸른나무", "해오름"]
    roads = ["월드컵로", *("".join(chance.choices(SYLLABLES, k=3)) + "로" for _ in range(2999))]
    with transaction.atomic(), connection.cursor() as cursor:
        ends = ["의원", "약국", "치과", "유치원", "센터"]
        cursor.execute(NAME, {"parts": parts, "ends": ends, "roads": roads})
        started = time.perf_counter()
        wording.refill()
        took = time.perf_counter() - started
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE places_place, places_placewords")
    return took


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--places", type=int, default=500_000)
    parser.add_argument("--rounds", type=int, default=20)
    options = parser.parse_args()
    dataset.start("geoportal_bench_search")
    django.setup()
    dataset.load(options.places)
    dataset.boundaries()
    from geoportal.core import geo
    from geoportal.places.asked import understand
    from geoportal.places.matching import match
    from geoportal.places.models import Place
    from geoportal.places.near import NearSearch

    if not Place.objects.exclude(address_ko__contains="월드컵로").exists():
        print(f"words of {options.places} places: {rename():.1f} s")
    chance = random.Random(3)

    def search(text: str) -> None:
        point = geo.point(chance.uniform(37.2, 37.65), chance.uniform(126.75, 127.25))
        asked = understand(text)
        Place.objects.near(point, NearSearch(text=asked.rest, categories=asked.categories))

    heads = f"{'understood p95':>16}{'matched p95':>14}{'search p50':>12}{'search p95':>12}{'of matching':>13}"
    print(f"{'milliseconds':22}{heads}")
    every: list[float] = []
    for name, queries in QUERIES.items():
        understood = timed(understand, queries, options.rounds)
        matched = timed(match, queries, options.rounds)
        searched = timed(search, queries, options.rounds)
        every += searched
        share = percentile(searched, 0.5) / percentile(matched, 0.5)
        print(
            f"{name:22}{percentile(understood, 0.95):16.2f}{percentile(matched, 0.95):14.1f}"
            f"{percentile(searched, 0.5):12.1f}{percentile(searched, 0.95):12.1f}{share:13.2f}"
        )
    slowest = percentile(every, 0.95)
    print(f"{'all':22}{'':30}{percentile(every, 0.5):12.1f}{slowest:12.1f}")
    print(f"p95 of all: {slowest:.0f} ms, bar {BAR_MS} ms: {'met' if slowest <= BAR_MS else 'MISSED'}")
    print(f"processes waiting for a core (15 minutes' mean): {os.getloadavg()[2]:.1f}")


if __name__ == "__main__":
    main()
