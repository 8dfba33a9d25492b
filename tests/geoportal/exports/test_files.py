"""Files of places and feeds of changes: terms inside, no formulas, Korean opens right."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from geoportal.exports.csv_file import cell
from tests.geoportal.places.test_offering import LEGAL, center, load

# What a spreadsheet could take for a formula, a command or the end of a cell.
PAYLOADS = [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "  +1", "\u00a0=1", "\u3000=1", "\v=1",
    '=HYPERLINK("http://x")', '=HYPERLINK("http://x","눌러요")', "=cmd|' /C calc'!A0", "+cmd|' /C calc'!A0",
    "-cmd|' /C calc'!A0", "@cmd|' /C calc'!A0", "=DDE(\"cmd\";\"/C calc\";\"x\")", '=IMPORTXML("http://x","//a")',
    '=IMPORTDATA("http://x")', '=WEBSERVICE("http://x")', "=IMAGE(\"http://x\")", "=A1+A2", "=-1", "=+1", "==1", "+-1",
    "-+1", "--1", "-2+3+cmd|' /C calc'!A0", "@@1", "=1;2", '="1","2"', "=1\n=2", "=1\r\n=2", "\t+1", "\t-1", "\t@A1",
    "\r\n=1", "=ㄱ", "=약국", "=SUM(1;2)*cmd|' /C calc'!A0", "=2+5+cmd|' /C calc'!'A1'",
]  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_text_that_could_be_a_formula_is_text(payload: str) -> None:
    assert cell(payload) == f"'{payload}"


@pytest.mark.parametrize("at", range(0, len(PAYLOADS), 8))
def test_payloads_through_names_addresses_and_notes_come_out_as_text(client: Any, province: object, at: int) -> None:
    """As a spreadsheet reads the file: no cell begins like a formula, numbers are numbers, Korean opens right."""
    some = PAYLOADS[at : at + 8]
    load(
        *(
            center(str(number), name_ko=f"{text} 센터" if not text.strip() else text, name_en=text, address_ko=text,
                   phone=text, homepage=text, attributes={"note_ko": text})
            for number, text in enumerate(some)
        )
    )  # fmt: skip
    text = client.get("/places.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(rows) == len(some)
    for row in rows:
        assert not [cell for cell in row.values() if cell.startswith(FORMULA) or cell.lstrip().startswith(FORMULA)]
        assert (float(row["lat"]), float(row["lon"])) == (37.22, 126.85)
    book = Workbook()
    for line in csv.reader(io.StringIO(text, newline="")):
        book.active.append([ILLEGAL_CHARACTERS_RE.sub("", cell) for cell in line])
    file = io.BytesIO()
    book.save(file)
    cells = [cell for line in load_workbook(file).active.iter_rows() for cell in line]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert any("지은이" in str(cell.value) for cell in cells)


def test_there_are_forty_payloads_and_more() -> None:
    assert len(set(PAYLOADS)) >= 40


def test_numbers_and_plain_text_stay_what_they_are() -> None:
    assert [cell(value) for value in (-1.5, 3, None, "031-123-4567", "지은센터")] == [
        -1.5, 3, None, "031-123-4567", "지은센터",
    ]  # fmt: skip


def test_places_as_csv_with_terms_in_each_row(client: Any, province: object) -> None:
    load(center("1", LEGAL, name_ko='=지은"센터"', checked_on=date(2026, 1, 31)), center("2", lon=126.95))
    response = client.get("/places.csv", {"region": "ansan"}, headers={"accept-language": "en"})
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"].startswith('attachment; filename="places-20')
    text = response.content.decode()
    assert text.startswith("\ufeffid,name_ko")
    (row,) = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    assert row["name_ko"] == '\'=지은"센터"'
    assert (row["lat"], row["lon"], row["languages"]) == ("37.22", "126.85", "Vietnamese in person")
    assert (row["services"], row["free"], row["wheelchair"]) == ("legal_aid", "yes", "unknown")
    assert (row["license"], row["attribution"], row["checked_on"]) == ("KOGL-1", "지은이", "2026-01-31")


def test_places_as_geojson_with_terms(client: Any, province: object) -> None:
    load(center("1", LEGAL))
    found = client.get("/places.geojson").json()
    assert found["sources"] == {"centers": {"license": "KOGL-1", "license_url": "", "attribution": "지은이"}}
    (feature,) = found["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [126.85, 37.22]}
    assert feature["properties"]["exported_on"] == found["exported_on"]


def test_a_filter_that_cannot_be_applied_is_a_problem(client: Any, db: None) -> None:
    response = client.get("/places.csv", {"colour": "red"})
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")


def test_changes_as_json_feed_and_atom(client: Any, province: object) -> None:
    load(center("1", name_en="First <Center>"), center("2"))
    load(center("1", name_en="First <Center>", lat=37.23))
    feed = client.get("/changes.json", headers={"accept-language": "en"}).json()
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == "http://testserver/changes.json"
    assert sorted((one["tags"], one["title"]) for one in feed["items"]) == [
        (["closed"], "Closed or no longer listed: 지은센터"), (["moved"], "Moved: First <Center>"),
    ]  # fmt: skip
    atom = fromstring(client.get("/changes.atom", headers={"accept-language": "en"}).content)
    names = {"a": "http://www.w3.org/2005/Atom"}
    assert sorted(one.text or "" for one in atom.findall("a:entry/a:title", names)) == [
        "Closed or no longer listed: 지은센터", "Moved: First <Center>",
    ]  # fmt: skip


def test_no_changes_are_a_feed_too(client: Any, db: None) -> None:
    assert client.get("/changes.json").json()["items"] == []
    assert fromstring(client.get("/changes.atom").content).find("{http://www.w3.org/2005/Atom}updated") is not None
