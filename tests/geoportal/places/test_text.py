"""The fold of names, and finding places by written words."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from geoportal.core import geo, hangul, latin
from geoportal.core.sql import statement
from geoportal.places import wording
from geoportal.places.matching import MOST, halves, match, one_off
from geoportal.places.models import Place, PlaceWords
from geoportal.places.near import NearSearch

HERE = geo.point(37.24, 126.89)
SPELLINGS = [
    "시흥 Siheung Shihung Sihung Sihŭng Сихын",
    "원곡 Wongok Wonkok Won-gok Weongok Вонгок",
    "서울 Seoul Soul Сеул",
    "부천 Bucheon Pucheon Puchon Puch'on Пучхон",
    "제일 Jeil Cheil",
    "의정부 Uijeongbu Euijeongbu Uijongbu Ŭijŏngbu Ыйджонбу",
    "평택 Pyeongtaek Pyongtaek Pyungtaek P'yŏngt'aek Пхёнтхэк",
    "경기 Gyeonggi Kyonggi Kyunggi Кёнги",
    "용인 Yongin Yong-in Ёнъин Йонъин",
    "화성 Hwaseong Hwasung Whaseong Hwasŏng Хвасон",
    "수원 Suwon Soowon Suweon Сувон",
    "군포 Gunpo Kunpo Кунпхо",
    "동두천 Dongducheon Tongduchon Тондучхон",
    "종로 Jongno Jongro Chongno",
    "우리 Uri Woori",
    "ＡＮＳＡＮ Ansan 안산 Ансан",
]


@pytest.mark.parametrize("spellings", SPELLINGS)
def test_all_spellings_of_a_name_have_one_skeleton(spellings: str) -> None:
    skeletons = {latin.folded(word) for word in spellings.split()}
    assert len(skeletons) == 1, skeletons


def test_cities_have_skeletons_of_their_own() -> None:
    """All but 부천 and 포천, which `region_words` tells apart by their vowels."""
    cities = (
        "수원 성남 의정부 안양 부천 광명 평택 동두천 안산 고양 과천 구리 남양주 오산 시흥 군포 "
        "의왕 하남 용인 파주 이천 안성 김포 화성 광주 양주 포천 여주 연천 가평 양평"
    )
    skeletons = [latin.skeleton(city) for city in cities.split()]
    assert len(set(skeletons)) == 30


def test_marks_width_and_hyphens_do_not_matter() -> None:
    assert latin.words("Bệnh viện ＡＮＳＡＮ Won-gok Đà") == ["benh", "vien", "ansan", "wongok", "da"]


def test_scripts_that_need_their_marks_keep_them() -> None:
    assert latin.words("ร้านขายยา, ឱសថស្ថាន") == ["ร้านขายยา", "ឱសថស្ថាន"]


@given(st.text())
def test_any_text_folds_to_plain_letters(text: str) -> None:
    assert re.fullmatch("[a-z0-9]*", latin.folded(text))


def test_hangul_is_taken_apart() -> None:
    assert hangul.initials("한빛의원") == "ㅎㅂㅇㅇ"
    assert hangul.letters("원곡") == "wongok"
    assert hangul.bigrams("한빛의원 A동") == {"한빛", "빛의", "의원"}
    assert hangul.is_initials("ㅎㅂ")
    assert not hangul.is_initials("하ㅂ")


def test_one_letter_wrong_is_one_of_these_patterns() -> None:
    assert {"%hapit%", "%_anpit%", "%ha_npit%", "%ahnpit%"} <= set(one_off("hanpit"))
    assert one_off("han") == []


def test_whatever_differs_by_one_letter_has_a_half_of_the_word() -> None:
    word = "hanpitnara"
    for wrong in one_off(word):
        made = wrong.strip("%").replace("_", "x")
        assert any(part.strip("%") in made for part in halves(word)), made
    assert halves("hanpi") == []


@pytest.fixture
def named(add_place):
    """Ids by name of made-up places."""
    texts = {
        "한빛내과의원": ("Hanbit Internal Medicine Clinic", "경기도 안산시 단원구 원곡로 12 (원곡동)"),
        "원곡 온누리약국": ("Wonkok Onnuri Pharmacy", "경기도 안산시 단원구 원곡동 785-3"),
        "제일치과의원": ("Cheil Dental", "경기도 수원시 매산로 8"),
        "이아약국": ("", "경기도 수원시 매산로 9"),
        "솔향기한의원": ("", "경기도 수원시 매산로 10"),
    }
    made = {
        name: add_place(37.241 + at / 1000, 126.89, name_ko=name, name_en=english, address_ko=address).pk
        for at, (name, (english, address)) in enumerate(texts.items())
    }
    wording.fill()
    return made


def found(text: str) -> list[int]:
    return [place.id for place in Place.objects.near(HERE, NearSearch(text=text)).places]


@pytest.mark.parametrize(
    "text, names",
    [
        ("한빛", ["한빛내과의원"]),
        ("한빛 내과", ["한빛내과의원"]),
        ("ㅎㅂㄴㄱ", ["한빛내과의원"]),
        ("ㅇㄱㅇㄴㄹ", ["원곡 온누리약국"]),
        ("온누리", ["원곡 온누리약국"]),
        ("원곡온누리", ["원곡 온누리약국"]),
        ("이아", ["이아약국"]),
        ("Hanbit", ["한빛내과의원"]),
        ("HANBIT medicine", ["한빛내과의원"]),
        ("hanpit", ["한빛내과의원"]),
        ("Wongok Onnuri", ["원곡 온누리약국"]),
        ("Onnoori", ["원곡 온누리약국"]),
        ("Jeil", ["제일치과의원"]),
        ("Ханбит", ["한빛내과의원"]),
        ("solhyanggi", ["솔향기한의원"]),
        ("solhyangi", ["솔향기한의원"]),
        ("solyangi", ["솔향기한의원"]),
        ("solhyanggimaniwan", ["솔향기한의원"]),
        ("솔햔기", ["솔향기한의원"]),
        ("재일치과", ["제일치과의원"]),
        ("Maesan", ["제일치과의원", "이아약국", "솔향기한의원"]),
        ("원곡로 12", ["한빛내과의원"]),
        ("785-3", ["원곡 온누리약국"]),
        ("없는이름", []),
        ("Nosuchname", []),
    ],
)
def test_words_find_names_and_addresses(named: dict[str, int], text: str, names: list[str]) -> None:
    assert found(text) == [named[name] for name in names]


def test_a_twins_words_find_its_place(add_place) -> None:
    shown = add_place(37.24, 126.89, name_ko="가나의원")
    add_place(37.24, 126.89, name_ko="라마바의원", same_as=shown)
    wording.fill()
    assert found("라마바") == [shown.pk]


def test_common_words_walk_to_the_nearest(add_place, monkeypatch) -> None:
    monkeypatch.setattr("geoportal.places.matching.MOST", 5)
    near = [add_place(37.24 + at / 1000, 126.89, name_ko=f"견본의원 {at}").pk for at in range(9)]
    other = add_place(37.24, 126.89, name_ko="다른약국")
    wording.fill()
    assert (match("견본").ids, MOST) == (None, 5000)
    assert found("견본") == near
    assert list(Place.objects.matching("견본").order_by("pk").values_list("pk", flat=True)) == near
    assert other.pk not in near


def test_a_changed_name_is_found_and_the_old_one_is_not(named: dict[str, int]) -> None:
    Place.objects.filter(pk=named["이아약국"]).update(name_ko="새봄약국")
    PlaceWords.objects.filter(pk=named["이아약국"]).delete()
    assert wording.fill() == 1
    assert (found("새봄"), found("이아")) == ([named["이아약국"]], [])


def test_refill_makes_all_words_anew(named: dict[str, int]) -> None:
    PlaceWords.objects.update(exact="", folded="", bigrams=[])
    assert found("한빛") == []
    assert (wording.refill(), wording.fill()) == (5, 0)
    assert found("한빛") == [named["한빛내과의원"]]


def test_near_named_gives_what_near_gives() -> None:
    """The list of columns and the order are near.sql's own."""
    near, listed = statement("places/near"), statement("places/near_named")
    assert near.split("FROM (")[0] == listed.split("FROM (")[0]
    assert near.split(") n\n")[1] == listed.split(") n\n")[1]


PLANS = [
    ("match_bigrams", "placewords_bigrams", {"bigrams": "'{한빛}'"}),
    ("match_folded", "placewords_folded", {"longest": "'%hanpit%'"}),
    ("match_nearly", "placewords_folded", {"patterns": "'{%hanpit%}'", "fitting": "'{%hanpit%}'", "looked_at": "50",
     "word": "'hanpit'", "least": "0"}),
    ("locate_road", "placewords_road", {"road": "'wonono'", "main": "12", "sub": "0", "region": "NULL"}),
    ("locate_lot", "placewords_lot", {"lot": "'원곡동 785-3'", "region": "NULL"}),
    ("near_named", "places_place_pkey", {"ids": "'{1,2}'", "lat": "37.2", "lon": "126.8", "radius_m": "3000",
     "category_ids": "NULL", "after_m": "NULL", "after_id": "NULL", "limit": "21", "spare": "4",
     "open": "''", "day": "1", "kind": "0", "kind_before": "0", "minute": "600", "offers": "''",
     "wanted_languages": "NULL", "wanted_service": "NULL", "wanted_status": "NULL", "wanted_free": "NULL",
     "wanted_wheelchair": "NULL"}),
]  # fmt: skip


@pytest.mark.parametrize("name, index, params", PLANS, ids=[name for name, _, _ in PLANS])
@pytest.mark.parametrize("mode", ["force_custom_plan", "force_generic_plan"])
def test_statements_use_their_indexes(add_place, name: str, index: str, params: dict[str, str], mode: str) -> None:
    if name == "near_named":
        for _ in range(60):
            add_place(37.24, 126.89)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE places_place")
            cursor.execute("SET LOCAL enable_hashjoin = off")  # the table is too small for anything else
            cursor.execute("SET LOCAL enable_mergejoin = off")
    given = {"exact": "'{}'", "folded": "'{}'", "most": "5"} | params
    sql = statement(f"places/{name}").replace("%%", "%")
    used = [key for key in given if f"%({key})s" in sql]
    for number, key in enumerate(used, 1):
        sql = sql.replace(f"%({key})s", f"${number}")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"SET LOCAL plan_cache_mode = {mode}")
        cursor.execute(f"PREPARE one AS {sql}")
        cursor.execute(f"EXPLAIN EXECUTE one ({', '.join(given[key] for key in used)})")
        plan = "\n".join(line for (line,) in cursor.fetchall())
        cursor.execute("DEALLOCATE one")
    assert index in plan, plan
    assert "Seq Scan on places_place" not in plan, plan
