"""What a question wants, by its words."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from geoportal.assistant.categories import Wish
from geoportal.assistant.intent import Intent, intent
from geoportal.assistant.tools import find_places
from geoportal.core import geo
from geoportal.places.categories import Category
from geoportal.places.kinds import SERVICE_IDS, ServiceKind

QUESTIONS = yaml.safe_load(Path("benchmarks/assistant_questions.yml").read_text(encoding="utf-8"))
CODES = {"zh": "zh-hans"}


@pytest.mark.django_db
@pytest.mark.parametrize("place", QUESTIONS["places"], ids=lambda place: place["question"])
def test_a_question_for_a_place_is_understood(province, place) -> None:
    language = CODES.get(place["language"], place["language"])
    found = intent(place["question"], language)
    assert found.wants(Wish.PLACES)
    assert Category(place["category"]) in found.categories
    assert found.open_now == place.get("open_now", False)
    assert ("vi" in found.speaks) == (place.get("speaks") == "vi")
    if place["region"] in ("ansan", "suwon"):
        assert found.region is not None
        assert found.region.slug == place["region"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("question", "language", "wish"),
    [
        ("안산 담당 출입국사무소는 어디예요?", "ko", Wish.OFFICE),
        ("Which immigration office is responsible for Ansan?", "en", Wish.OFFICE),
        ("이번 주말 안산에 무슨 행사가 있어요?", "ko", Wish.EVENTS),
        ("What events are in Suwon this weekend?", "en", Wish.EVENTS),
        ("Tôi muốn nói chuyện với người thật", "vi", Wish.HUMAN),
        ("Можно поговорить с оператором?", "ru", Wish.HUMAN),
        ("What is the phone number for visas?", "en", Wish.HOTLINE),
    ],
)
def test_other_wishes(province, question: str, language: str, wish: Wish) -> None:
    assert intent(question, language).wants(wish)


@pytest.mark.django_db
def test_how_to_do_a_thing_is_no_search_for_a_place(province) -> None:
    found = intent("How do I get an interpreter at the hospital?", "en")
    assert found.how
    assert not found.wants(Wish.PLACES)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("question", "language", "service", "looks"),
    [
        ("안산에서 통역 되는 곳 찾아주세요", "ko", ServiceKind.INTERPRETING, True),
        ("Where can I get a vaccination in Suwon?", "en", ServiceKind.VACCINATION, True),
        ("Где прививки в Ансане?", "ru", ServiceKind.VACCINATION, True),
        ("How do I apply for a visa extension in Ansan?", "en", ServiceKind.STAY_EXTENSION, False),
        ("예방접종은 어디서 해요?", "ko", ServiceKind.VACCINATION, False),
    ],
)
def test_a_service_in_a_region_is_looked_for(province, question, language, service, looks) -> None:
    found = intent(question, language)
    assert (found.service, found.wants(Wish.PLACES)) == (service, looks)


@pytest.mark.django_db
def test_places_that_offer_the_service_and_those_of_the_kind_where_none_is_known(add_place) -> None:
    number = SERVICE_IDS[ServiceKind.VACCINATION]
    knows, other = add_place(37.24, 126.885, service_ids=[number]), add_place(37.24, 126.89)

    def found(**fields):
        return [one["id"] for one in find_places(geo.point(37.24, 126.89), Intent(**fields)).features]

    assert found(service=ServiceKind.VACCINATION) == [knows.pk]
    assert found(service=ServiceKind.LEGAL_AID) == []
    assert found(service=ServiceKind.LEGAL_AID, categories=(Category.CLINIC,)) == [other.pk, knows.pk]


@pytest.mark.django_db
def test_days_are_understood(province) -> None:
    assert intent("and on Sundays?", "en").weekday == 6
    assert intent("그럼 토요일은요?", "ko").weekday == 5
    assert intent("What happens this weekend?", "en").day == "weekend"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("What happens when my contract ends?", "en"),
        ("What is happening with my severance pay?", "en"),
        ("I overstayed. What happens?", "en"),
        ("bayram kuni ishlasam qancha to'lanadi", "uz"),
        ("viza tugasa nima bo'ladi", "uz"),
        ("ano ang mangyayari kung mawala ang visa ko", "fil"),
        ("I need a real person to marry", "en"),
        ("有人看孩子吗", "zh-hans"),
        ("有人帮我吗", "zh-hans"),
        ("한국 사람이랑 결혼하려고 해요", "ko"),
    ],
)
def test_loose_words_are_neither_events_nor_a_call_for_a_human(province, question: str, language: str) -> None:
    wishes = intent(question, language).wishes
    assert not wishes & {Wish.EVENTS, Wish.HUMAN}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("쉬는 동안 급여가 나와요?", "ko"),
        ("이동 제한이 있나요?", "ko"),
        ("I have a son in Suwan", "en"),
        ("đang ở Hà Nam", "vi"),
    ],
)
def test_a_word_that_only_sounds_like_a_region_is_none(province, question: str, language: str) -> None:
    assert intent(question, language).region is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("question", "language", "slug"),
    [
        ("수원에서는요?", "ko", "suwon"),
        ("안산 단원구에 살아요", "ko", "ansan-danwon"),
        ("снял комнату в Сувоне", "ru", "suwon"),
        ("Ансанаас хаашаа", "mn", "ansan"),
        ("i live in suwon si", "en", "suwon"),
        ("Ansanda yashayman", "uz", "ansan"),
    ],
)
def test_a_region_is_found_as_it_is_written(province, question: str, language: str, slug: str) -> None:
    found = intent(question, language).region
    assert found is not None
    assert found.slug == slug
