"""The curated offices: true to their tables, every unit known, what nobody verified left out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import pytest

from etl.clean import addresses, english, names, phones
from etl.errors import ParseFailed
from etl.fetch import Input, package_files
from etl.legal_dongs import installed_legal_dongs
from etl.parsing import Known, parse
from etl.record import OrganizationRecord, PlaceRecord, ServiceAreaRecord, Skip
from etl.source import read_source
from etl.sources.boundaries.codes import read_code_table
from etl.sources.boundaries.parse import code_table_file
from etl.sources.offices.parse import areas_file, kind_of, offices_file, origins_file, parse_all
from etl.sources.offices.tables import Area, Office, read_areas, read_offices, read_origins
from etl.units import Unit, Units
from geoportal.places.categories import Position

TODAY = date(2026, 11, 30)
READ_ON = date(2026, 11, 22)
PHONE = re.compile(r"0\d{1,2}-\d{3,4}-\d{4}|1\d{3}-\d{4}|1\d{2,3}")
KINDS = {
    "immigration_office", "employment_center", "labour_office", "nhis_branch", "tax_office",
    "education_support_office", "support_center", "local_office", "public_health_center",
}  # fmt: skip
# Si and gun of which no text that we found says which office serves them. Shrinks as people verify rows.
UNKNOWN = {
    "tax_office": set[str](),
    "employment_center": set[str](),
    "nhis_branch": set[str](),
    "education_support_office": set[str](),
    "public_health_center": set[str](),
    "labour_office": {
        "과천시", "광명시", "광주시", "구리시", "군포시", "남양주시", "동두천시", "성남시", "안양시", "양주시",
        "양평군", "여주시", "연천군", "의왕시", "의정부시", "이천시", "포천시", "하남시",
    },
    "immigration_office": {
        "가평군", "고양시", "과천시", "구리시", "남양주시", "동두천시", "성남시", "양주시", "연천군", "의정부시",
        "파주시", "포천시", "하남시",
    },
    "local_office": {
        "가평군", "고양시", "과천시", "광명시", "구리시", "군포시", "김포시", "남양주시", "동두천시", "성남시",
        "안성시", "안양시", "양주시", "양평군", "여주시", "연천군", "오산시", "용인시", "의왕시", "의정부시", "이천시",
        "파주시", "평택시", "포천시", "하남시",
    },
    "family_center": {"과천시", "구리시", "부천시", "수원시", "안산시", "의왕시"},
    "foreign_residents_center": {
        "가평군", "고양시", "과천시", "광명시", "광주시", "구리시", "군포시", "동두천시", "안양시", "양주시",
        "양평군", "연천군", "오산시", "의왕시", "의정부시", "이천시", "파주시", "하남시",
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def offices() -> list[Office]:
    return read_offices(offices_file(), read_origins(origins_file()))


@pytest.fixture(scope="module")
def areas(offices: list[Office]) -> list[Area]:
    return read_areas(areas_file(), read_origins(origins_file()), offices)


@pytest.fixture(scope="module")
def units() -> dict[str, str]:
    """The names of Gyeonggi's si, gun and gu by code: `41111` is `수원시 장안구`."""
    found = read_code_table(code_table_file()).units
    return {row.code[:5]: name for (province, name), row in found.items() if province == "경기도" and name}


@pytest.fixture(scope="module")
def dongs() -> dict[str, str]:
    """The names of Gyeonggi's dongs by code: `4111369000` is `수원시 권선구 곡선동`."""
    found = read_code_table(code_table_file()).dongs
    return {row.code: f"{row.unit_ko} {row.dong_ko}" for row in found.values() if row.province_ko == "경기도"}


@pytest.fixture(scope="module")
def legal_dongs() -> dict[str, set[str]]:
    """The legal dongs of each of Gyeonggi's dongs: `4111369000` has 곡반정동, 권선동 and 대황교동."""
    found: dict[str, set[str]] = defaultdict(set)
    codes = {(row.code[:5], row.dong_ko): row.code for row in read_code_table(code_table_file()).dongs.values()}
    for legal in installed_legal_dongs():
        if code := codes.get((legal.unit_code, legal.dong_ko)):
            found[code].add(legal.name_ko)
    return found


@pytest.fixture(scope="module")
def records() -> dict[str, PlaceRecord]:
    return {record.source_key: record for record in parse_all() if isinstance(record, PlaceRecord)}


def sigun(unit_ko: str) -> str:
    return unit_ko.split(" ")[0]


def test_every_unit_exists_under_the_name_beside_it(
    areas: list[Area], units: dict[str, str], dongs: dict[str, str]
) -> None:
    assert [area for area in areas if (units | dongs).get(area.unit) != area.unit_ko] == []


def test_every_key_is_a_stable_slug_of_a_known_kind(offices: list[Office]) -> None:
    assert max(Counter(office.key for office in offices).values()) == 1
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)+", office.key) for office in offices)
    assert {office.category for office in offices} == KINDS


def test_what_is_verified_says_where_and_when_it_was_read(offices: list[Office], areas: list[Area]) -> None:
    for row in [*offices, *areas]:
        origin = row.origin
        assert origin.checked_on <= TODAY
        assert origin.true_on <= origin.checked_on
        if row.is_verified:
            assert origin.url.startswith("https://") and origin.publisher and origin.title, row


def test_every_origin_is_used_by_a_row_or_a_note() -> None:
    notes = offices_file().read_text(encoding="utf-8") + areas_file().read_text(encoding="utf-8")
    assert [key for key in read_origins(origins_file()) if key not in notes] == []


def test_phones_are_well_formed_and_stay_as_they_are(offices: list[Office]) -> None:
    for office in offices:
        assert not office.phone or PHONE.fullmatch(office.phone), office
        assert phones.tidy(office.phone, area="") == office.phone


def test_the_address_of_a_verified_office_names_a_unit(offices: list[Office], units: dict[str, str]) -> None:
    known = Units(
        Unit(code, name.split(" ")[-1], "경기도", parent_ko=sigun(name) if " " in name else "")
        for code, name in units.items()
    )
    for office in offices:
        if office.is_verified:
            outside = not office.address_ko.startswith("경기도 ")
            assert outside or known.code_of(office.address_ko) in units, office
            assert addresses.tidy(office.address_ko) == office.address_ko


@pytest.mark.parametrize("day", [date(2023, 6, 1), date(2026, 1, 31), TODAY])
def test_no_unit_has_two_offices_of_one_kind_on_a_day_unless_they_share_it(
    day: date, offices: list[Office], areas: list[Area]
) -> None:
    kinds = {office.key: kind_of(office) for office in offices}
    areas = [area for area in areas if (area.valid_from or day) <= day <= (area.valid_to or day)]
    whole = defaultdict(set)
    for area in areas:
        if area.is_verified and not area.part_ko:
            whole[kinds[area.office], area.unit].add(area.office)
    assert {where: sorted(those) for where, those in whole.items() if len(those) > 1} == {}
    shared = Counter((kinds[a.office], a.unit) for a in areas if a.is_verified and a.part_ko)
    assert {where for where, number in shared.items() if number < 2} == set()
    assert set(shared) & set(whole) == set()


def test_no_si_is_served_both_whole_and_by_gu(offices: list[Office], areas: list[Area]) -> None:
    kinds = {office.key: kind_of(office) for office in offices}
    standing = [area for area in areas if area.is_verified and (area.valid_to or TODAY) >= TODAY]
    served = {(kinds[area.office], area.unit_ko) for area in standing}
    assert {(kind, unit) for kind, unit in served if " " in unit and (kind, sigun(unit)) in served} == set()


@pytest.mark.parametrize("kind", sorted(UNKNOWN))
def test_every_si_and_gun_is_served_or_listed_as_unknown(
    kind: str, offices: list[Office], areas: list[Area], units: dict[str, str]
) -> None:
    of_kind = {office.key for office in offices if kind_of(office) == kind}
    standing = [area for area in areas if area.is_verified and (area.valid_to or TODAY) >= TODAY]
    served = {" ".join(area.unit_ko.split()[:2]) for area in standing if area.office in of_kind}
    everywhere = {name for name in units.values() if " " not in name}
    assert len(everywhere) == 31
    assert everywhere - {sigun(name) for name in served} == UNKNOWN[kind]
    for si in everywhere - set(served) - UNKNOWN[kind]:
        gu = {name for name in units.values() if sigun(name) == si and " " in name}
        assert gu - served == set(), (kind, si)


def test_hwaseong_is_divided_as_its_gu_are_since_2026(areas: list[Area]) -> None:
    tax = [area for area in areas if area.office.startswith("tax-") and area.unit_ko.startswith("화성시")]
    now = {(area.office, area.unit) for area in tax if area.valid_from == date(2026, 2, 1)}
    assert now == {
        ("tax-hwaseong", "41591"), ("tax-hwaseong", "4159325000"), ("tax-hwaseong", "4159331000"),
        ("tax-hwaseong", "4159332000"), ("tax-donghwaseong", "4159333000"), ("tax-donghwaseong", "4159351000"),
        ("tax-donghwaseong", "41595"), ("tax-donghwaseong", "41597"),
    }  # fmt: skip
    assert {area.valid_to for area in tax if area.valid_from != date(2026, 2, 1)} == {date(2026, 1, 31)}


# The legal dongs that the source gives to the one of two tax offices, in the gu that they share.
SHARED = [
    ("tax-dongsuwon", "41113", {"권선동", "곡반정동"}),
    ("tax-bucheon", "41192", {"도당동", "상동", "약대동", "중동"}),
    ("tax-donghwaseong", "41593", {"정남면", "배양동", "기안동"}),
    ("tax-guri", "41360", {
        "별내동", "별내면", "퇴계원읍", "일패동", "이패동", "삼패동", "다산동", "수석동", "지금동", "도농동", "와부읍",
        "조안면",
    }),
]  # fmt: skip


@pytest.mark.parametrize(("office", "gu", "legal"), SHARED, ids=[office for office, _, _ in SHARED])
def test_a_shared_gu_is_divided_by_dong_as_its_legal_dongs_are(
    office: str, gu: str, legal: set[str], areas: list[Area], legal_dongs: dict[str, set[str]]
) -> None:
    whole = {area.unit for area in areas if area.office == office and area.unit[:5] == gu and not area.part_ko}
    parts = {area.unit for area in areas if area.office == office and area.unit[:5] == gu and area.part_ko}
    of_gu = {code: those for code, those in legal_dongs.items() if code.startswith(gu)}
    assert whole - {gu} == {code for code, those in of_gu.items() if those <= legal}
    assert parts == {code for code, those in of_gu.items() if those & legal and those - legal}


def test_a_verified_office_carries_whom_it_serves_and_where_that_was_read(records: dict[str, PlaceRecord]) -> None:
    guri = records["tax-guri"]
    assert [(one.kind, one.region_code) for one in guri.service_areas][:3] == [
        ("tax_office", "41310"), ("tax_office", "4136025000"), ("tax_office", "4136026500"),
    ]  # fmt: skip
    assert guri.service_areas[0].checked_on == date(2026, 2, 1)
    assert guri.service_areas[0].source_url.startswith("https://github.com/")
    assert (guri.checked_on, guri.phone, guri.unit_ko) == (date(2026, 2, 1), "031-326-7200", "경기도 구리시 안골로")


def test_an_area_that_nobody_verified_is_not_served(areas: list[Area], records: dict[str, PlaceRecord]) -> None:
    unverified = [area for area in areas if area.office == "labour-seongnam"]
    assert len(unverified) == 6 and not any(area.is_verified for area in unverified)
    assert records["labour-seongnam"].service_areas == ()


def test_support_centers_are_for_foreign_residents_or_families(records: dict[str, PlaceRecord]) -> None:
    keys = ("support-ansan", "family-gunpo", "family-goyang")
    kinds = {key: {one.kind for one in records[key].service_areas} for key in keys}
    families, all_residents = {"family_center"}, {"foreign_residents_center"}
    assert kinds == {"support-ansan": all_residents, "family-gunpo": families, "family-goyang": families}


def test_what_nobody_verified_is_skipped_and_counted(offices: list[Office]) -> None:
    source = read_source("offices")
    files = tuple(package_files(source))
    assert {file.name for file in files} == {"offices.csv", "office_areas.csv", "office_sources.csv"}
    known = Known(place=lambda address_ko: (37.3, 127.0, Position.DONG))
    parsed = parse(source, Input(files, "", ""), today=TODAY, known=known)
    assert parsed.read == len(offices) == 246
    assert parsed.skipped["unverified"] == sum(not office.is_verified for office in offices) == 15


def test_counts_meet_the_expectations_once_all_are_placed(records: dict[str, PlaceRecord]) -> None:
    counts = Counter(record.category for record in records.values()) + Counter(total=len(records))
    for name, (least, most) in read_source("offices").expectations.count.items():
        assert least <= counts[name] <= most, name
    filled = sum(bool(record.phone) for record in records.values()) / len(records)
    assert filled >= read_source("offices").expectations.filled["phone"]


@pytest.mark.parametrize(
    ("key", "name", "generated"),
    [
        ("tax-dongsuwon", "Dongsuwon Tax Office", True),
        ("employment-ansan", "Ansan Employment Center", True),
        ("nhis-pyeongtaek", "NHIS Pyeongtaek Branch", True),
        ("education-gapyeong", "Gapyeong Office of Education", True),
        ("labour-gyeonggi", "Gyeonggi Regional Employment and Labor Office", True),
        ("immigration-suwon", "Suwon Immigration Office", False),
        ("immigration-pyeongtaek", "Suwon Immigration Office Pyeongtaek Branch", True),
        ("labour-ansan", "Gyeonggi Regional Employment and Labor Office Ansan Branch", True),
        ("local-hwaseong-manse", "Manse-gu Office, Hwaseong-si", True),
        ("local-siheung", "Siheung-si Office", True),
        ("health-suwon-jangan", "Suwon-si Jangan-gu Public Health Center", True),
        ("health-ansan-sangnoksu", "Ansan-si Sangnoksu Public Health Center", True),
        ("health-yeoncheon", "Yeoncheon-gun Public Health Medical Center", True),
    ],
)
def test_english_names(key: str, name: str, generated: bool, records: dict[str, PlaceRecord]) -> None:
    done = english.clean(names.clean(records[key]))
    assert (done.name_en, done.name_en_generated) == (name, generated)


def tables(folder: Path, *, office: str = "", area: str = "", origin: str = "") -> dict[str, Path]:
    """Small made-up tables with one good row each, or the row given."""
    texts = {
        "offices": "office,category,name_ko,name_en,address_ko,lat,lon,phone,homepage,source,verified,note\n"
        + (office or "tax-jieun,tax_office,지은세무서,,경기도 안산시 지은로 1,37.3,126.8,,,paper,true,"),
        "areas": "office,unit,unit_ko,part_ko,valid_from,valid_to,source,verified,note\n"
        + (area or "tax-jieun,41273,안산시 단원구,,2026-01-01,,paper,true,"),
        "origins": "source,publisher,title,url,as_of,checked_on,note\n"
        + (origin or "paper,지은,지은의 글,https://jieun.example/,,2026-11-22,"),
    }
    for name, text in texts.items():
        (folder / name).write_text(text + "\n", encoding="utf-8")
    return {name: folder / name for name in texts}


def test_a_stated_position_is_taken(tmp_path: Path) -> None:
    (found,) = parse_all(**tables(tmp_path))
    assert isinstance(found, PlaceRecord)
    assert (found.lat, found.lon, found.checked_on) == (37.3, 126.8, READ_ON)
    assert found.service_areas == (
        ServiceAreaRecord(
            kind="tax_office", region_code="41273", source_title="지은, 지은의 글", source_url="https://jieun.example/",
            checked_on=READ_ON, valid_from=date(2026, 1, 1),
        ),
    )  # fmt: skip


def test_an_unverified_row_gives_a_reason_to_skip(tmp_path: Path) -> None:
    row = "tax-jieun,tax_office,지은세무서,,경기도 안산시 지은로 1,,,,,paper,false,"
    assert parse_all(**tables(tmp_path, office=row)) == [Skip("unverified")]


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        ({"office": "tax-jieun,tax_office,지은세무서,,,,,,,rumour,true,"}, "no source 'rumour'"),
        ({"office": "tax-jieun,tax_office,지은세무서,,,,,,,paper,yes,"}, "not true or false"),
        ({"office": "tax-jieun,tax_office,지은세무서,,,,,,paper,true,"}, "number of fields"),
        ({"area": "tax-other,41273,안산시 단원구,,,,paper,true,"}, "no office tax-other"),
        ({"area": "tax-jieun,41273,안산시 단원구,,soon,,paper,true,"}, "is no day"),
        ({"origin": "paper,지은,지은의 글,https://jieun.example/,,,"}, "no checked_on"),
        ({"origin": "paper,a,b,https://c/,,2026-11-22,\npaper,a,b,https://c/,,2026-11-22,"}, "comes twice"),
    ],
)
def test_tables_that_do_not_fit_together_are_refused(tmp_path: Path, bad: dict[str, str], message: str) -> None:
    with pytest.raises(ParseFailed, match=message):
        parse_all(**tables(tmp_path, **bad))


def test_branches_belong_to_their_service() -> None:
    found = {one.source_key: one.organization for one in parse_all() if isinstance(one, PlaceRecord)}
    assert found["nhis-ansan"] == OrganizationRecord(
        "국민건강보험공단", "국민건강보험공단", "National Health Insurance Service"
    )
    assert found["tax-suwon"] is None
