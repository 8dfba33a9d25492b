"""OpenStreetMap as a source, from a made-up extract of its shape."""

from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from etl.errors import ParseFailed
from etl.fetch import Input, fits
from etl.parsing import Known, Parsed, stream
from etl.record import LanguageRecord, PlaceRecord, Skip
from etl.source import FOLDER, Format, read_source

SOURCE = read_source("osm_places")
(FIXTURE,) = (FOLDER.parents[1] / "fixtures" / "sources" / "osm_places").iterdir()
REAL = FOLDER.parents[2] / "shared" / "data" / "osm_places" / "suwon_ajou_map.osm"


def parsed_from(*paths: Path) -> Parsed:
    parsed = Parsed()
    with suppress(ParseFailed):  # no row of it is kept
        parsed.records += stream(SOURCE, Input(paths, "", ""), parsed, today=date(2026, 11, 20), known=Known())
    return parsed


@pytest.fixture(scope="module")
def parsed() -> Parsed:
    return parsed_from(FIXTURE)


def place(**tags: str) -> PlaceRecord | Skip:
    """What a node with these tags becomes; `_` in a name stands for `:`."""
    row = {"@id": "node/1", "@lat": "37.3", "@lon": "126.8", "@date": "", "name": "지은 곳"}
    result = SOURCE.parser.parse_row(row | {key.replace("_", ":"): value for key, value in tags.items()}, SOURCE)
    assert isinstance(result, (PlaceRecord, Skip))
    return result


def kind(**tags: str) -> str:
    """The category, or the reason for none."""
    result = place(**tags)
    return result.reason if isinstance(result, Skip) else result.category


def test_every_row_is_accounted_for(parsed: Parsed) -> None:
    assert (parsed.read, len(parsed.records), parsed.refused) == (19, 10, [])
    assert dict(parsed.skipped) == {
        "shelter": 1, "closed": 1, "no_category": 2, "unknown_level": 1, "daycare": 1, "not_named_for_foreigners": 1,
        "other_province": 1, "no_name": 1,
    }  # fmt: skip
    assert dict(parsed.leftovers) == {}


def test_tags_become_categories(parsed: Parsed) -> None:
    assert {one.source_key: one.category for one in parsed.records} == {
        "node/1": "clinic",
        "node/2": "pharmacy",
        "node/3": "dental_clinic",
        "node/4": "oriental_clinic",
        "node/6": "kindergarten",
        "node/9": "support_center",
        "node/11": "immigration_office",
        "relation/1": "hospital",
        "way/1": "elementary_school",
        "way/5": "public_health_center",
    }


def test_a_row_in_full(parsed: Parsed) -> None:
    assert parsed.records[0] == PlaceRecord(
        source_key="node/1",
        category="clinic",
        name_ko="지은연합의원",
        lat=37.3001,
        lon=126.8301,
        address_ko="경기도 안산시 단원구 지은로 1",
        unit_ko="경기도 안산시 단원구",
        phone="031-555-0001",
        homepage="https://clinic.example.kr/",
        name_en="Jieun Union Clinic",
        address_en="1, Jieun-ro, Danwon-gu, Ansan-si, Gyeonggi-do",
        checked_on=date(2026, 11, 1),
        attributes={
            "names": {"ru": "Клиника Чиын", "vi": "Phòng khám Jieun", "zh-Hant": "知恩聯合醫院"},
            "hours": {
                **{key: [["09:00", "18:00"]] for key in ("mon", "tue", "wed", "thu", "fri")},
                "sat": [["09:00", "13:00"]],
                "sun": [],
                "holiday": [],
            },
            "opening_hours": "Mo-Fr 09:00-18:00; Sa 09:00-13:00; PH off",
            "wheelchair": "limited",
        },
    )


@pytest.mark.parametrize(
    ("name", "isced", "expected"),
    [
        ("지은초등학교", "", "elementary_school"),
        ("지은중학교", "2", "middle_school"),
        ("지은고등학교", "", "high_school"),
        ("지은초등학교 별빛분교장", "", "elementary_school"),
        ("지은고등학교 (야간)", "", "high_school"),
        ("지은국제학교", "", "unknown_level"),
        ("지은국제학교", "3", "high_school"),
        ("지은국제학교", "1;2", "unknown_level"),
        ("지은중학교", "3", "unknown_level"),
        ("지은초·중학교", "", "unknown_level"),
        ("지은중고등학교", "", "unknown_level"),
        ("지은초중고등학교", "", "unknown_level"),
        ("서초중학교", "", "unknown_level"),
        ("서초중학교", "2", "middle_school"),
        ("지은초등학교", "primary", "unknown_level"),
    ],
)
def test_a_school_of_no_clear_level_gets_none(name: str, isced: str, expected: str) -> None:
    stated = {"isced_level": isced} if isced else {}
    assert kind(amenity="school", name=name, **stated) == expected


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ({"amenity": "doctors"}, "clinic"),
        ({"healthcare": "doctor"}, "clinic"),
        ({"amenity": "hospital", "name": "지은내과의원"}, "clinic"),
        ({"amenity": "clinic", "name": "지은치과"}, "dental_clinic"),
        ({"amenity": "hospital", "name": "지은시보건소"}, "public_health_center"),
        ({"amenity": "clinic", "name": "지은동물병원"}, "veterinary"),
        ({"healthcare": "centre"}, "no_category"),
        ({"healthcare": "something_new"}, "no_category"),
        ({"healthcare": "alternative", "name": "지은한의원"}, "oriental_clinic"),
        ({"amenity": "social_facility", "name": "지은시 가족센터"}, "support_center"),
        ({"amenity": "social_facility", "name": "외국인 묘지"}, "not_named_for_foreigners"),
        ({"office": "government", "name": "지은세관"}, "no_category"),
        ({"amenity": "pharmacy", "opening_hours": "closed"}, "closed"),
        ({"amenity": "pharmacy", "disused": "no"}, "pharmacy"),
    ],
)
def test_kinds_by_tag_and_name(tags: dict[str, str], expected: str) -> None:
    row = {"@id": "node/1", "@lat": "37.3", "@lon": "126.8", "name": "지은 곳", **tags}
    result = SOURCE.parser.parse_row(row, SOURCE)
    assert (result.reason if isinstance(result, Skip) else result.category) == expected


@pytest.mark.parametrize(
    "tags",
    [
        {"amenity": "social_facility", "social_facility": "shelter", "name": "지은외국인복지센터"},
        {"amenity": "social_facility", "social_facility": "group_home", "name": "지은다문화센터"},
        {"amenity": "social_facility", "name": "지은이주여성쉼터 센터"},
        {"amenity": "social_facility", "name": "지은다문화센터", "name:en": "Jieun Women's Shelter"},
        {"amenity": "social_facility", "social_facility:for": "abused_women", "name": "지은가족센터"},
        {"amenity": "clinic", "name": "지은의원", "alt_name": "성폭력피해자지원"},
        {"office": "government", "name": "지은출입국 외국인보호소"},
    ],
)
def test_trap_61_a_shelter_is_counted_and_nothing_of_it_is_written_down(tags: dict[str, str], tmp_path: Path) -> None:
    drawn = "".join(f'<tag k="{key}" v="{value}"/>' for key, value in tags.items())
    path = tmp_path / "지은지도.osm"
    path.write_text(f'<osm version="0.6"><node id="1" lat="37.3" lon="126.8">{drawn}</node></osm>', encoding="utf-8")
    parsed = parsed_from(path)
    assert (parsed.records, parsed.refused, dict(parsed.skipped)) == ([], [], {"shelter": 1})


def test_trap_61_a_mobile_number_may_be_one_persons_own(parsed: Parsed) -> None:
    assert parsed.records[1].phone == ""
    mobile_and_office = place(amenity="clinic", phone="+82 10-5555-0001; +82 31 555 0002")
    assert isinstance(mobile_and_office, PlaceRecord) and mobile_and_office.phone == "+82 31 555 0002"


def test_trap_62_licence_and_attribution_of_the_map_are_stated() -> None:
    assert (SOURCE.license, SOURCE.license_url) == (
        "ODbL-1.0",
        "https://opendatacommons.org/licenses/odbl/1-0/",
    )
    assert "OpenStreetMap contributors" in SOURCE.attribution and "ODbL" in SOURCE.attribution
    notice = (FOLDER.parents[1] / "NOTICE").read_text(encoding="utf-8")
    assert SOURCE.title_en in notice and "ODbL" in notice


def test_trap_62_each_place_has_its_day(parsed: Parsed) -> None:
    assert {one.checked_on for one in parsed.records} == {date(2026, 11, 1)}


def test_the_korean_name_is_found_under_the_wrong_key_too() -> None:
    found = [
        place(amenity="clinic", name="Star Clinic", name_kr="별의원"),
        place(amenity="clinic", name="Star Clinic"),
        place(amenity="clinic", name="별의원 Star", name_ko="별의원"),
    ]
    assert [one.name_ko for one in found if isinstance(one, PlaceRecord)] == ["별의원", "Star Clinic", "별의원"]


def test_an_address_is_made_of_what_is_there() -> None:
    found = [
        place(amenity="clinic", addr_province="경기", addr_city="수원시", addr_street="지은로", addr_housenumber="1"),
        place(amenity="clinic", addr_city="수원시", addr_subdistrict="지은동", addr_housenumber="1-2"),
        place(amenity="clinic", addr_housenumber="1"),
        place(amenity="clinic", addr_city="Suwon", addr_street="Jieun-ro"),
        place(amenity="clinic", addr_full="경기도 수원시 지은로 1, 2층"),
    ]
    assert [(one.address_ko, one.unit_ko) for one in found if isinstance(one, PlaceRecord)] == [
        ("경기도 수원시 지은로 1", "경기도 수원시"),
        ("수원시 지은동 1-2", "수원시"),
        ("", ""),
        ("", ""),
        ("경기도 수원시 지은로 1, 2층", ""),
    ]


def test_a_place_at_a_border_that_comes_with_both_sides_is_taken_once() -> None:
    twice = parsed_from(FIXTURE, FIXTURE)
    assert (len(twice.records), twice.skipped["duplicate_key"], twice.refused) == (10, 10, [])


@pytest.mark.parametrize("name", ["suwon.osm", "south-korea-latest.osm.pbf", "41111.osm.geojson", FIXTURE.name])
def test_files_of_all_forms_fit(name: str) -> None:
    assert SOURCE.format is Format.OSM
    assert fits(name, SOURCE.file_pattern)


def test_a_real_extract() -> None:
    if not REAL.is_file():
        pytest.skip(f"{REAL} is not here: the real extract is not tried")
    parsed = parsed_from(REAL)
    assert {one.source_key: (one.category, one.phone) for one in parsed.records} == {
        "node/10609333205": ("kindergarten", ""),
        "way/297874790": ("hospital", "031-219-5114"),
        "way/297875516": ("high_school", ""),
        "way/477523972": ("high_school", ""),
    }
    assert (dict(parsed.skipped), dict(parsed.leftovers)) == ({}, {})


def test_languages_that_tags_say_are_spoken() -> None:
    base = {"@id": "node/1", "@lat": "37.3", "@lon": "126.8", "amenity": "clinic", "name": "지은의원"}
    said = SOURCE.parser.parse_row(
        {**base, "language:zh-Hans": "yes", "language:tl": "yes", "language:en": "no", "language:tlh": "yes"}, SOURCE
    )
    assert isinstance(said, PlaceRecord)
    assert said.languages == (LanguageRecord("fil"), LanguageRecord("zh"))
    unsaid = SOURCE.parser.parse_row(dict(base), SOURCE)
    assert isinstance(unsaid, PlaceRecord)
    assert unsaid.languages is None
