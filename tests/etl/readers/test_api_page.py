"""A saved page by the names of the file's columns."""

from dataclasses import replace
from pathlib import Path

import pytest

from etl.errors import ParseFailed
from etl.readers.api_page import read_api_page
from etl.source import Api, Provider

API = Api(
    provider=Provider.DATAGO, url="https://apis.example.kr/x", key="DATAGO", id="ykiho",
    fields={"암호화요양기호": "ykiho", "요양기관명": "yadmNm", "전화번호": "telno"},
)  # fmt: skip


def saved(folder: Path, rows: str) -> Path:
    path = folder / "0001.json"
    path.write_text(f'{{"response": {{"header": {{"resultCode": "00"}}, "body": {{"items": {rows}}}}}}}', "utf-8")
    return path


def test_fields_get_the_columns_names_and_others_keep_theirs(tmp_path: Path) -> None:
    rows = read_api_page(saved(tmp_path, '[{"ykiho": "A", "yadmNm": "지은의원", "new": 3}]'), api=API)
    assert rows == [{"암호화요양기호": "A", "요양기관명": "지은의원", "전화번호": "", "new": "3"}]


def test_one_field_may_stand_for_two_columns(tmp_path: Path) -> None:
    api = replace(API, fields=dict(API.fields) | {"기호": "ykiho"})
    assert read_api_page(saved(tmp_path, '[{"ykiho": "A"}]'), api=api)[0]["기호"] == "A"


def test_a_field_that_is_spelled_in_two_ways(tmp_path: Path) -> None:
    api = replace(API, fields={"주관기관명": "mnnstNm | mnnst"})
    rows = read_api_page(saved(tmp_path, '[{"ykiho": "A", "mnnst": "가"}, {"ykiho": "B", "mnnstNm": "나"}]'), api=api)
    assert rows == [{"ykiho": "A", "주관기관명": "가"}, {"ykiho": "B", "주관기관명": "나"}]


def test_a_page_without_data_has_no_rows(tmp_path: Path) -> None:
    assert read_api_page(saved(tmp_path, '""'), api=API) == []


def test_names_that_have_changed_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ParseFailed, match=r"0001.json: no row has the field 'ykiho'"):
        read_api_page(saved(tmp_path, '[{"encryptedId": "A"}]'), api=API)


def test_without_an_id_names_that_have_changed_are_refused_too(tmp_path: Path) -> None:
    with pytest.raises(ParseFailed, match=r"0001.json: no field is known \(encryptedId, title\)"):
        read_api_page(saved(tmp_path, '[{"encryptedId": "A", "title": "x"}]'), api=replace(API, id=""))


def test_a_page_that_is_an_error_is_named(tmp_path: Path) -> None:
    path = tmp_path / "0002.xml"
    path.write_text("<html><title>점검</title></html>", "utf-8")
    with pytest.raises(ParseFailed, match=r"0002.xml: The answer is a web page"):
        read_api_page(path, api=API)
