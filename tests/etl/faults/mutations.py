"""Ways to spoil a good row, by source, and the rule that each of them breaks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.etl.faults.editions import Row, spot

Change = Callable[[Row, int], Row]
QUARANTINE, SKIPPED = "quarantine", "skipped"


@dataclass(frozen=True)
class Mutation:
    """One way to spoil a row of a source: what it changes (`change` of a row and its number) and what becomes of
    such rows; `keyed` ones are told by their position on the map, and kept by their key."""

    source: str
    way: str
    rule: str
    change: Change
    fate: str = QUARANTINE
    keyed: bool = False

    @property
    def name(self) -> str:
        return f"{self.source}: {self.way}"


def with_(**columns: object) -> Change:
    """A row with these columns instead."""
    return lambda row, number: row | columns


def header_again(row: Row, number: int) -> Row:
    """The header in a row's place, but for its last cell: rows that are the same in all are kept once."""
    names = list(row)
    return {name: name for name in names} | {names[-1]: number}


def at(lat: str, lon: str, where: Callable[[float, float], tuple[object, object]]) -> Change:
    """A row with another position: columns of latitude and longitude, and what becomes of the true ones."""

    def change(row: Row, number: int) -> Row:
        return row | dict(zip((lat, lon), where(*spot(number)), strict=True))

    return change


def on_the_map(source: str, lat: str, lon: str) -> list[Mutation]:
    """What can be wrong with a position in degrees."""
    ways: list[tuple[str, str, Callable[[float, float], tuple[object, object]], bool]] = [
        ("latitude and longitude swapped", "position_swapped", lambda y, x: (x, y), False),
        ("metres for degrees", "position_in_metres", lambda y, x: (530000.5, 200000.5), False),
        ("in another country", "outside_korea", lambda y, x: (35.7, 139.7), False),
        ("one degree too far north", "one_degree_off", lambda y, x: (round(y + 1, 6), x), True),
        ("one degree too far east", "one_degree_off", lambda y, x: (y, round(x + 1, 6)), True),
        ("in another city, far from its unit", "far_from_named_unit", lambda y, x: (y, 126.97), True),
        ("in another province", "outside_all_regions", lambda y, x: (35.1, 129.0), True),
    ]
    return [Mutation(source, way, rule, at(lat, lon, where), keyed=keyed) for way, rule, where, keyed in ways]


def without_position(source: str, lat: str, lon: str, fate: str) -> list[Mutation]:
    """Positions that are none."""
    ways: dict[str, tuple[object, object]] = {
        "blank position": ("", ""), "zeros for a position": (0, 0), "words for no position": ("없음", "-"),
    }  # fmt: skip
    words, half = with_(**{lat: "북위", lon: "동경"}), with_(**{lon: ""})
    return [
        Mutation(source, "words for a position", "position_unreadable", words),
        Mutation(source, "one coordinate of two", "half_a_position", half),
        *(
            Mutation(source, way, "no_position", with_(**{lat: values[0], lon: values[1]}), fate)
            for way, values in ways.items()
        ),
    ]


def named(source: str, column: str) -> list[Mutation]:
    """Names that are none."""
    address = "경기도 안산시 단원구 지은로 12"
    return [
        Mutation(source, "a name without a letter", "name_without_letters", with_(**{column: "--- 12"})),
        Mutation(source, "a name that lost letters", "text_garbled", with_(**{column: "지은????"})),
        Mutation(source, "a word for nothing", "name_says_nothing", with_(**{column: "테스트"})),
        Mutation(source, "an address for a name", "name_is_an_address", with_(**{column: address})),
        Mutation(source, "the header again", "header_again", header_again),
        Mutation(source, "no name", "no_name", with_(**{column: " "})),
        Mutation(source, "a name of 201 letters", "name_too_long", with_(**{column: "가" * 201})),
    ]


def dated(source: str, first: str, last: str) -> list[Mutation]:
    """Days that are none, or in the wrong order."""
    return [
        Mutation(source, "no first day", "no_days", with_(**{first: ""})),
        Mutation(source, "words for a day", "day_unreadable", with_(**{last: "미정"})),
        Mutation(source, "a day that is none", "day_not_in_calendar", with_(**{first: "2026-02-30"})),
        Mutation(source, "a year of the last century", "year_not_likely", with_(**{first: "1926-12-05"})),
        Mutation(source, "an end after ten years", "lasts_for_years", with_(**{last: "2036-12-06"})),
        Mutation(source, "the end before the start", "ends_before_start", with_(**{last: "2026-12-04"})),
    ]


HIRA = [
    Mutation("hira_hospitals", "unknown type", "unknown_type", with_(종별코드=99)),
    Mutation("hira_hospitals", "type's name disagrees", "type_disagrees", with_(종별코드명="치과의원")),
    Mutation(
        "hira_hospitals", "a type we have no page for", "no_category", with_(종별코드=61, 종별코드명="조산원"), SKIPPED
    ),
    Mutation("hira_hospitals", "no key", "no_key", with_(암호화요양기호="")),
    Mutation("hira_hospitals", "a key rounded by a spreadsheet", "key_rounded", with_(암호화요양기호="1.23E+12")),
    Mutation("hira_hospitals", "a key of 201 letters", "key_too_long", with_(암호화요양기호="K" * 201)),
    Mutation("hira_hospitals", "an address elsewhere", "province_disagrees", with_(주소="부산광역시 중구 지은로 1")),
    Mutation("hira_hospitals", "another province's row", "other_province", with_(시도코드명="부산"), SKIPPED),
    *named("hira_hospitals", "요양기관명"),
    *without_position("hira_hospitals", "좌표(Y)", "좌표(X)", QUARANTINE),
    *on_the_map("hira_hospitals", "좌표(Y)", "좌표(X)"),
    Mutation("hira_pharmacies", "a hospital among the pharmacies", "unknown_type", with_(종별코드=31)),
    Mutation("hira_pharmacies", "no key", "no_key", with_(암호화요양기호="")),
]
SCHOOLS = [
    Mutation("schools_standard", "unknown state", "unknown_state", with_(운영상태="모름")),
    Mutation("schools_standard", "closed", "closed", with_(운영상태="폐교"), SKIPPED),
    Mutation("schools_standard", "unknown level", "unknown_level", with_(학교급구분="대학교")),
    Mutation("schools_standard", "level and name disagree", "level_disagrees", with_(학교급구분="중학교")),
    Mutation("schools_standard", "no key", "no_key", with_(학교ID="")),
    Mutation(
        "schools_standard",
        "another province's row",
        "other_province",
        with_(소재지도로명주소="부산광역시 지은로 1"),
        SKIPPED,
    ),
    *named("schools_standard", "학교명"),
    *without_position("schools_standard", "위도", "경도", QUARANTINE),
    *on_the_map("schools_standard", "위도", "경도"),
]
EVENTS = [
    *dated("festivals_standard", "축제시작일자", "축제종료일자"),
    *named("festivals_standard", "축제명"),
    *without_position("festivals_standard", "위도", "경도", SKIPPED),
    *on_the_map("festivals_standard", "위도", "경도"),
    Mutation("festivals_standard", "the same festival twice", "duplicate_key", with_(축제명="지은축제 1"), SKIPPED),
    Mutation(
        "festivals_standard",
        "another province's row",
        "other_province",
        with_(소재지도로명주소="부산광역시 지은로 1"),
        SKIPPED,
    ),
    *dated("performances_standard", "행사시작일자", "행사종료일자"),
    Mutation("tour_festivals", "no address", "no_address", with_(addr1="")),
    Mutation("tour_festivals", "no key", "no_key", with_(contentid="")),
    Mutation("tour_festivals", "no first day", "no_days", with_(eventstartdate="")),
    Mutation("tour_festivals", "the end before the start", "ends_before_start", with_(eventenddate="20261204")),
]
PERMITS = [
    Mutation("permits_clinics", "unknown type", "unknown_type", with_(업태구분명="지은업")),
    Mutation("permits_clinics", "type's name disagrees", "type_disagrees", with_(의료기관종별명="한의원")),
    Mutation(
        "permits_clinics",
        "a type we have no page for",
        "no_category",
        with_(업태구분명="조산원", 의료기관종별명=""),
        SKIPPED,
    ),
    Mutation("permits_clinics", "unknown state", "unknown_state", with_(영업상태구분코드="77")),
    Mutation("permits_clinics", "open and closed at once", "state_disagrees", with_(영업상태명="폐업")),
    Mutation(
        "permits_clinics",
        "degrees for metres",
        "position_in_degrees",
        with_(**{"좌표정보(x)": 126.85, "좌표정보(y)": 37.23}),
    ),
    Mutation("permits_clinics", "words for a position", "position_unreadable", with_(**{"좌표정보(x)": "동쪽"})),
    Mutation("permits_clinics", "no office", "no_key", with_(개방자치단체코드="")),
    Mutation("permits_clinics", "no number", "no_key", with_(관리번호="")),
    Mutation("permits_clinics", "taken back by the register", "deleted", with_(데이터갱신구분="D"), SKIPPED),
    Mutation(
        "permits_clinics",
        "no province in the address",
        "no_province",
        with_(도로명전체주소="", 소재지전체주소="원곡동 1번지"),
        SKIPPED,
    ),
    Mutation(
        "permits_clinics",
        "another province's row",
        "other_province",
        with_(도로명전체주소="부산광역시 지은로 1", 소재지전체주소=""),
        SKIPPED,
    ),
]
OTHERS = [
    Mutation("support_centers", "a house of refuge", "secret_address", with_(기관명="지은 이주여성 쉼터"), SKIPPED),
    Mutation("support_centers", "no address", "no_address", with_(소재지도로명주소=""), SKIPPED),
    Mutation(
        "support_centers",
        "another province's row",
        "other_province",
        with_(소재지도로명주소="부산광역시 지은로 1"),
        SKIPPED,
    ),
    Mutation("support_centers by hand", "a name that says nothing", "unknown_type", with_(기관명="지은모임")),
    Mutation(
        "support_centers by hand", "a body we have no page for", "no_category", with_(기관명="지은 노무사회"), SKIPPED
    ),
    Mutation("egen_hospitals", "unknown type", "unknown_type", with_(dutyDivNam="지은업", dutyDiv="")),
    Mutation("egen_hospitals", "type's letter disagrees", "type_disagrees", with_(dutyDiv="N")),
    Mutation(
        "egen_hospitals", "a type we have no page for", "no_category", with_(dutyDiv="", dutyDivNam="조산원"), SKIPPED
    ),
    Mutation("egen_hospitals", "no address", "no_address", with_(dutyAddr="")),
    Mutation("egen_hospitals", "no key", "no_key", with_(hpid="")),
    Mutation("egen_pharmacies", "a name that lost letters", "text_garbled", with_(dutyName="지은\ufffd\ufffd")),
    Mutation("egen_pharmacies", "an address without letters", "text_garbled", with_(dutyAddr="경기도 안산시 ???? 1")),
    Mutation("egen_pharmacies", "no key", "no_key", with_(hpid="")),
    Mutation(
        "egen_pharmacies", "another province's row", "other_province", with_(dutyAddr="부산광역시 지은로 1"), SKIPPED
    ),
]
MUTATIONS = [*HIRA, *SCHOOLS, *EVENTS, *PERMITS, *OTHERS]
