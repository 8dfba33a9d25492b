"""Clusters: one row of a source at most, the surest pairs first, whatever the order of the rows."""

import random

import pytest

from etl.match import Candidate, twins, why
from etl.match.keys import keys_of, metres_between
from etl.match.name_keys import name_key
from etl.record import PlaceRecord
from etl.sources.offices.parse import parse_all

LAT, LON = 37.2660, 127.0020
ADDRESS = "경기도 수원시 팔달구 늘봄로 48 (매산로3가)"


def row(number: int, source: str, name_ko: str, **other: object) -> Candidate:
    given = {
        "rank": 1, "category": "clinic", "address_ko": ADDRESS, "phone": "", "lat": LAT, "lon": LON,
        "position": "source",
    }  # fmt: skip
    return Candidate(id=number, source=source, name_ko=name_ko, **(given | other))  # type: ignore[arg-type]


def test_the_most_trusted_row_of_a_place_is_its_head() -> None:
    rows = [
        row(7, "permits", "지은내과의원", rank=3),
        row(8, "hira", "지은내과의원", rank=1),
        row(9, "egen", "지은 내과의원", rank=2),
        row(10, "egen", "해담안과의원", rank=2),
    ]
    assert twins(rows) == {7: 8, 9: 8}


def test_nothing_is_found_among_nothing() -> None:
    assert twins([]) == {}
    assert twins([row(1, "hira", "지은의원")]) == {}


def test_trap_26_clinics_of_one_building_and_point_stay_apart_and_find_their_own() -> None:
    names = ["지은내과의원", "지은피부과의원", "해담안과의원", "도란정형외과의원", "큰솔치과의원", "새빛한의원"]
    rows = [row(index, "hira", name) for index, name in enumerate(names, start=1)]
    rows += [row(index + 10, "egen", name, rank=2, phone="031-999-1201") for index, name in enumerate(names, start=1)]
    assert twins(rows) == {index + 10: index for index in range(1, 7)}


def test_trap_26_one_source_never_lists_one_place_twice() -> None:
    rows = [row(1, "hira", "지은의원"), row(2, "hira", "지은의원"), row(3, "egen", "지은의원", rank=2)]
    assert twins(rows) == {3: 1}


def test_trap_26_a_clinic_that_opened_again_under_its_name_is_the_same_and_the_nearer_row_wins() -> None:
    rows = [
        row(1, "hira", "지은의원", phone="031-999-1201"),
        row(2, "permits", "지은의원", rank=2, lat=LAT + 0.001),
        row(3, "permits", "지은의원", rank=2, phone="031-999-1201"),
    ]
    assert twins(rows) == {3: 1}


def test_trap_27_schools_of_three_levels_at_one_address_find_their_own() -> None:
    levels = {"elementary_school": "지은초등학교", "middle_school": "지은중학교", "high_school": "지은고등학교"}
    rows = [
        row(number, "schools_standard", name, category=level) for number, (level, name) in enumerate(levels.items())
    ]
    rows += [
        row(number + 10, "neis", name, category=level, rank=2, position="dong")
        for number, (level, name) in enumerate(levels.items())
    ]
    assert twins(rows) == {10: 0, 11: 1, 12: 2}


def test_trap_27_branch_schools_are_not_their_school() -> None:
    rows = [
        row(1, "schools_standard", "지은초등학교", category="elementary_school"),
        row(2, "schools_standard", "지은초등학교 해담분교장", category="elementary_school"),
        row(3, "neis", "지은초등학교해담분교", category="elementary_school", rank=2, position="dong"),
    ]
    assert twins(rows) == {3: 2}


def test_trap_28_school_id_and_neis_code_meet_by_name_and_si_gun_without_a_point() -> None:
    rows = [
        row(1, "schools_standard", "중앙초등학교", category="elementary_school"),
        row(2, "schools_standard", "중앙초등학교", category="elementary_school", address_ko="경기도 시흥시 새샘로 3"),
        row(3, "neis", "중앙초등학교", category="elementary_school", rank=2, position="dong",
            address_ko="경기도 시흥시 새샘로 5 (정왕동)"),
    ]  # fmt: skip
    assert twins(rows) == {3: 2}


def test_trap_38_one_name_road_and_number_in_two_cities_of_one_name() -> None:
    rows = [
        row(1, "hira", "시청약국", category="pharmacy", address_ko="경기도 광주시 중앙로 7", position="dong"),
        row(2, "egen", "시청약국", category="pharmacy", address_ko="광주광역시 서구 중앙로 7", rank=2, position="dong"),
        row(3, "hira", "구청약국", category="pharmacy", address_ko="서울특별시 중구 중앙로 7", position="dong"),
        row(4, "egen", "구청약국", category="pharmacy", address_ko="인천광역시 중구 중앙로 7", rank=2, position="dong"),
        row(5, "osm", "구청약국", category="pharmacy", address_ko="중구 중앙로 7", rank=3, position="dong"),
    ]
    assert twins(rows) == {}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("경기도 부천시 상동로 7 (상동)", "경기도 부천시 원미구 상동로 7 (상동)"),
        ("경기도 화성시 동탄대로 7 (오산동)", "경기도 화성시 동탄구 동탄대로 7 (오산동)"),
        ("경기도 여주군 여주읍 세종로 7", "경기도 여주시 세종로 7"),
        ("인천광역시 서구 청라대로 7", "인천광역시 서해구 청라대로 7"),
        ("경기 수원팔달구 늘봄로 7", "경기도 수원시팔달구 늘봄로 7"),
    ],
    ids=["trap_30", "trap_31", "trap_32", "trap_34", "trap_37"],
)
def test_traps_30_31_32_34_37_a_building_is_the_same_under_old_and_new_gu(one: str, other: str) -> None:
    rows = [
        row(1, "permits", "지은의원", address_ko=one, position="dong"),
        row(2, "hira", "지은의원", address_ko=other, rank=2, position="dong"),
    ]
    assert keys_of(rows[0]).building == keys_of(rows[1]).building
    assert twins(rows) == {2: 1}


def test_a_point_had_from_the_address_is_no_evidence_of_distance() -> None:
    near = row(1, "hira", "지은의원", address_ko=""), row(2, "osm", "지은의원", rank=2, address_ko="")
    assert twins(near) == {2: 1}
    assert twins([near[0], near[1]._replace(position="dong")]) == {}
    assert twins([near[0], near[1]._replace(lat=float("nan"))]) == {}


def test_a_place_on_the_map_with_a_latin_name_meets_its_korean_row() -> None:
    rows = [
        row(1, "hira", "지은병원", category="hospital"),
        row(2, "osm", "Jieun Hospital", category="hospital", rank=2, address_ko="", lat=LAT + 0.0005),
        row(3, "osm", "Haedam Hospital", category="hospital", rank=2, address_ko=""),
    ]
    assert twins(rows) == {2: 1}


def test_three_sources_with_a_chain_of_evidence_make_one_place() -> None:
    rows = [
        row(1, "hira", "지은내과의원", phone="031-999-1201"),
        row(2, "egen", "지은내과의원", rank=2, phone="031-999-1201", address_ko="경기도 수원시 팔달구 매산로3가 35-1"),
        row(3, "osm", "지은내과", rank=3, address_ko="경기도 수원시 팔달구 매산로3가 35-1", lat=LAT + 0.003),
    ]
    assert twins(rows) == {2: 1, 3: 1}


def test_the_answer_does_not_depend_on_the_order_of_rows() -> None:
    chance = random.Random(4)
    rows = [
        row(
            number, chance.choice(["hira", "egen", "permits", "osm"]), chance.choice(["지은", "해담", "도란"]) + "의원",
            rank=chance.randint(1, 4), phone=chance.choice(["", "031-999-1201", "031-999-1202"]),
            address_ko=f"경기도 수원시 팔달구 늘봄로 {chance.randint(1, 3)}", lat=LAT + chance.random() / 300,
        )
        for number in range(60)
    ]  # fmt: skip
    first = twins(rows)
    assert first
    for _ in range(10):
        chance.shuffle(rows)
        assert twins(rows) == first
    source = {one.id: one.source for one in rows}
    for head in set(first.values()):
        members = [source[head], *(source[number] for number, place in first.items() if place == head)]
        assert len(members) == len(set(members))


def test_names_in_other_scripts_are_names_too() -> None:
    rows = [
        row(1, "hira", "지은병원", category="hospital"),
        row(2, "osm", "天安医院", category="hospital", rank=2),
        row(3, "map", "順天医院", category="hospital", rank=3),
    ]
    assert twins(rows) == {}


def test_why_tells_a_human() -> None:
    one, other = row(1, "hira", "지은의원"), row(2, "egen", "지은의원", rank=2)
    assert why(one, other) == "same place (104): same name, same building, 0 m apart"
    assert why(one, other._replace(category="pharmacy", name_ko="지은약국")) == "different: other kind of place"
    assert why(one, other._replace(name_ko="해담의원")) == "not shown to be the same"


def test_distance_in_metres() -> None:
    one, other = keys_of(row(1, "a", "가")), keys_of(row(2, "b", "가", lat=LAT + 0.001))
    assert metres_between(one, other) == pytest.approx(111.2, abs=0.1)
    assert metres_between(one, keys_of(row(3, "b", "가", position="building"))) is None


@pytest.mark.parametrize(
    ("name_ko", "category", "core", "branch", "kind"),
    [
        ("의료법인 지은의료재단 해담병원", "hospital", "해담병원", "", "medical"),
        ("(의)지은의료재단해담병원", "hospital", "해담병원", "", "medical"),
        ("재)해담의원", "clinic", "해담의원", "", "medical"),
        ("해담전자㈜부속의원", "clinic", "해담전자부속의원", "", "medical"),
        ("해담피부과의원 영통점", "clinic", "해담피부과의원", "영통", "medical"),
        ("해담의원(영통점)", "clinic", "해담의원", "영통", "medical"),
        ("해담의원 본점", "clinic", "해담의원", "", "medical"),
        ("365MC의원", "clinic", "365mc의원", "", "medical"),
        ("해담소아과의원", "clinic", "해담소아청소년과의원", "", "medical"),
        ("해담소아청소년과의원", "clinic", "해담소아청소년과의원", "", "medical"),
        ("해담한의원", "clinic", "해담한의원", "", "oriental"),
        ("해담치과의원", "hospital", "해담치과의원", "", "dental"),
        ("해담여고", "high_school", "해담여자고등학교", "", "other"),
        ("해담초", "elementary_school", "해담초등학교", "", "other"),
        ("해담초등학교 새빛분교장", "elementary_school", "해담초등학교", "새빛", "other"),
        ("지은시다문화가족지원센터", "support_center", "지은시가족센터", "", "other"),
        ("해담의원 (Haedam Clinic)", "clinic", "해담의원", "", "medical"),
        ("Haedam Dental Clinic", "clinic", "haedamdentalclinic", "", "dental"),
        ("해담병원(구.지은병원)", "hospital", "해담병원", "", "medical"),
        ("상점약국", "pharmacy", "상점약국", "", "pharmacy"),
    ],
)  # fmt: skip
def test_name_keys(name_ko: str, category: str, core: str, branch: str, kind: str) -> None:
    found = name_key(name_ko, category)
    assert (found.core, found.branch, found.kind) == (core, branch, kind)


@pytest.mark.parametrize("named", ["spaces", "city"])
def test_every_health_center_of_the_offices_finds_its_own_row_in_another_list(named: str) -> None:
    offices = [one for one in parse_all() if isinstance(one, PlaceRecord) and one.category == "public_health_center"]
    assert len(offices) == 51
    rows = []
    for number, office in enumerate(offices, start=1):
        here = {"category": office.category, "address_ko": office.address_ko}
        city, _, rest = office.name_ko.partition(" ")
        other = city + rest if named == "spaces" or not rest else rest
        rows += [
            row(number, "hira", other, **here),
            row(number + 100, "offices", office.name_ko, rank=5, position="building", phone=office.phone, **here),
        ]
    assert twins(rows) == {number + 100: number for number in range(1, len(offices) + 1)}
