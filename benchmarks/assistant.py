"""How well the assistant finds what answers a question, in eleven languages, and how soon.

    python -m benchmarks.assistant [--strangers] [--show]

Asks every question of `assistant_questions.yml` (with `--strangers` of `assistant_strangers.yml`) in the database of
DATABASE_URL, where the guides are loaded and read (`geoportal load_guides`, `geoportal index_passages`) and places are
loaded. Prints, by language, how often the right page comes first and among three, and how often a question without an
answer is refused, and one with an answer; how many emergencies are seen, and in how many other questions one is; how
many answers about places are those of the nearest search; the time to the first part of an answer; the memory of the
process. `--show` prints what went wrong.
"""

from __future__ import annotations

import resource
import sys
import time
from collections import Counter
from pathlib import Path
from statistics import mean, quantiles
from typing import Any

import django
import yaml

django.setup()

from django.utils import timezone  # noqa: E402

from geoportal.assistant.answering import answering  # noqa: E402
from geoportal.assistant.emergencies import emergencies  # noqa: E402
from geoportal.assistant.language import detect  # noqa: E402
from geoportal.assistant.pipeline import answer  # noqa: E402
from geoportal.assistant.question import Question  # noqa: E402
from geoportal.assistant.retrieve import retrieve  # noqa: E402
from geoportal.assistant.tools import MOST_PLACES  # noqa: E402
from geoportal.places.categories import Category  # noqa: E402
from geoportal.places.models import Place  # noqa: E402
from geoportal.places.near import NearSearch  # noqa: E402
from geoportal.places.wanted import Wanted  # noqa: E402
from geoportal.regions.models import Region  # noqa: E402
from geoportal.regions.queries import today  # noqa: E402

STRANGERS = "--strangers" in sys.argv
QUESTIONS = Path(__file__).with_name("assistant_strangers.yml" if STRANGERS else "assistant_questions.yml")
CODES = {"zh": "zh-hans"}
SHOW = "--show" in sys.argv


def main() -> None:
    asked = yaml.safe_load(QUESTIONS.read_text(encoding="utf-8"))
    guides(asked["guides"], asked["none"])
    plain = [*asked["guides"], *({language: one} for language, ones in asked["none"].items() for one in ones)]
    dangers(asked["emergencies"], [(code, one) for group in plain for code, one in group.items() if code != "pages"])
    places(asked["places"])
    soon([question for group in asked["guides"] for language, question in group.items() if language != "pages"])
    print(f"memory {resident():.0f} MB, at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def resident() -> float:
    """MB of this process that are in memory now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 2**20


def guides(groups: list[dict[str, Any]], none: dict[str, list[str]]) -> None:
    """One line a language, and one of all."""
    counts: dict[str, Counter[str]] = {language: Counter() for language in none}
    for group in groups:
        for language, question in group.items():
            if language != "pages":
                counts[language] += one(language, question, group["pages"])
    for language, questions in none.items():
        for question in questions:
            found = retrieve(question, CODES.get(language, language))
            counts[language] += Counter(none=1, refused=not found.answers)
            show(found.answers, "answered", language, question, found.hits[0].slug)
    print(f"{'language':<10}{'hit@1':>8}{'hit@3':>8}{'refused':>10}{'falsely':>10}")
    for language, count in [*counts.items(), ("all", sum(counts.values(), Counter()))]:
        number = count["asked"]
        print(
            f"{language:<10}{count['first'] / number:>8.2f}{count['three'] / number:>8.2f}"
            f"{count['refused'] / count['none']:>10.2f}{count['falsely'] / number:>10.2f}"
        )


def one(language: str, question: str, pages: list[str]) -> Counter[str]:
    found = retrieve(question, CODES.get(language, language))
    slugs = [hit.slug for hit in found.hits[:3]]
    among = any(slug in pages for slug in slugs)
    show(not among or not found.answers, "missed" if not among else "refused", language, question, slugs)
    right_language = detect(question, "ko") == CODES.get(language, language)
    show(not right_language, "language", language, question, detect(question, "ko"))
    return Counter(asked=1, first=slugs[0] in pages, three=among, falsely=not found.answers)


def dangers(asked: dict[str, list[str]], plain: list[tuple[str, str]]) -> None:
    questions = [(language, question) for language, questions in asked.items() for question in questions]
    seen = [is_danger(*one) for one in questions]
    wrongly = [is_danger(*one) for one in plain]
    for one, was_seen in zip([*questions, *plain], [*seen, *(not was for was in wrongly)], strict=True):
        show(not was_seen, "danger not seen" if one in questions else "no danger", *one, "")
    print(f"emergencies {sum(seen)} of {len(seen)}; {sum(wrongly)} of {len(wrongly)} other questions are taken for one")


def is_danger(language: str, question: str) -> bool:
    return bool(emergencies(question)) or bool(retrieve(question, CODES.get(language, language)).danger)


def places(asked: list[dict[str, Any]]) -> None:
    """The places of an answer beside those of the same search asked of the queryset."""
    equal = sum(same_places(wanted) for wanted in asked)
    print(f"places {equal} of {len(asked)}")


def same_places(wanted: dict[str, Any]) -> bool:
    language = CODES.get(wanted["language"], wanted["language"])
    given = [place["id"] for place in answer(Question(wanted["question"], language)).places]
    region = Region.objects.on(today()).named(wanted["region"]).get()
    search = NearSearch(
        categories=(Category(wanted["category"]),),
        limit=MOST_PLACES,
        open_at=timezone.now() if wanted.get("open_now") else None,
        wanted=Wanted(languages=(wanted["speaks"],)) if "speaks" in wanted else Wanted(),
    )
    expected = [place.id for place in Place.objects.near(region.center, search).places]
    if "speaks" in wanted and not expected:
        expected = given
    show(given != expected, "places", language, wanted["question"], f"{given} {expected}")
    return given == expected


def soon(questions: list[str]) -> None:
    times = []
    for question in questions:
        asked = Question(question, detect(question, "ko"))
        started = time.perf_counter()
        next(answering(asked))
        times.append((time.perf_counter() - started) * 1000)
    print(f"first part: mean {mean(times):.0f} ms, p95 {quantiles(times, n=20)[-1]:.0f} ms, {len(times)} questions")


def show(wrong: bool, *what: object) -> None:
    if SHOW and wrong:
        print("   ", *what)


if __name__ == "__main__":
    main()
