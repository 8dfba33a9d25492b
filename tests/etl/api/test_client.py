"""Whole series of pages from made-up providers that page, cap and shift like the real ones."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from etl.errors import FetchFailed
from etl.source import Provider as Name
from tests.etl.api.desk import Desk
from tests.etl.api.providers import (
    KEY,
    Provider,
    Row,
    datago_json,
    datago_xml,
    hub_json,
    kopis_xml,
    kosis_json,
    rows,
)


def test_all_pages_as_they_came(desk: Desk) -> None:
    provider = desk.serve(Provider(rows(250)))
    fetched = desk.fetch()
    assert (fetched.complete, fetched.rows, fetched.total, fetched.why) == (True, 250, 250, "")
    assert [path.name for path in fetched.files] == ["0001.json", "0002.json", "0003.json"]
    assert desk.ids(fetched) == [row["id"] for row in provider.rows]
    assert provider.calls[2] == {"serviceKey": KEY, "_type": "json", "pageNo": "3", "numOfRows": "100"}


def test_trap_54_a_provider_that_gives_less_than_was_asked_for(desk: Desk) -> None:
    provider = desk.serve(Provider(rows(250), cap=100))
    assert desk.fetch(page_size=1000).rows == 250
    assert provider.pages == [1, 2, 3]


@pytest.mark.parametrize("stated", [KEY, "ab%2B%2FMade%2FUp%2BKey0123456789%3D%3D"])
def test_trap_52_the_key_is_encoded_once(desk: Desk, stated: str) -> None:
    provider = desk.serve(Provider(rows(1)))
    assert desk.fetch(key=stated).complete
    assert "serviceKey=ab%2B%2FMade%2FUp%2BKey0123456789%3D%3D&" in provider.queries[0]


def test_trap_48_one_row_and_none(desk: Desk) -> None:
    desk.serve(Provider(rows(1)))
    assert desk.fetch().rows == 1
    desk.serve(Provider([]))
    none = desk.fetch(params={"other": "request"})
    assert (none.complete, none.rows, none.total) == (True, 0, 0)


def test_a_page_without_rows_where_some_are_announced_is_no_empty_list(desk: Desk) -> None:
    desk.serve(Provider([], answer=lambda some, total: datago_json([], 300)))
    with pytest.raises(FetchFailed, match="0 different rows came where 300 were announced"):
        desk.fetch()


def test_each_combination_is_a_series_of_its_own(desk: Desk) -> None:
    seoul: list[Row] = [row | {"sidoCd": "110000"} for row in rows(120)]
    gyeonggi: list[Row] = [row | {"sidoCd": "310000"} for row in rows(130, first=201)]
    provider = desk.serve(Provider(seoul + gyeonggi, chosen_by="sidoCd"))
    fetched = desk.fetch(each={"sidoCd": ("110000", "310000"), "kind": ("B", "C")})
    assert (fetched.rows, fetched.total) == (500, 500)
    asked = [(call["sidoCd"], call["kind"], call["pageNo"]) for call in provider.calls]
    assert asked[:4] == [
        ("110000", "B", "1"), ("110000", "C", "1"), ("310000", "B", "1"), ("310000", "C", "1"),
    ]  # fmt: skip
    assert desk.ids(fetched)[:120] == [row["id"] for row in seoul]


def test_trap_51_a_total_that_changes_between_pages(desk: Desk) -> None:
    def before(provider: Provider) -> None:
        if len(provider.calls) == 2:
            provider.rows.insert(0, {"id": "NEW", "name": "새의원"})

    provider = desk.serve(Provider(rows(250), before=before))
    fetched = desk.fetch()
    assert (fetched.complete, fetched.rows, fetched.total) == (True, 251, 251)
    assert provider.pages == [1, 2, 3, 1, 2, 3]
    assert len(set(desk.ids(fetched))) == 251


def test_trap_51_rows_that_slip_over_the_border_of_two_pages_and_one_is_never_seen(desk: Desk) -> None:
    def before(provider: Provider) -> None:
        if len(provider.calls) == 2:
            provider.rows = [{"id": "NEW", "name": "새의원"}, *provider.rows[:-1]]

    desk.serve(Provider(rows(250), before=before))
    fetched = desk.fetch()
    assert fetched.complete
    assert "NEW" in desk.ids(fetched)
    assert any("shifted while they were read" in line for line in desk.said)


def test_trap_51_rows_that_never_stop_shifting_are_not_taken(desk: Desk) -> None:
    def before(provider: Provider) -> None:
        provider.rows.insert(0, {"id": f"NEW{len(provider.calls)}", "name": "새의원"})

    desk.serve(Provider(rows(250), before=before))
    with pytest.raises(FetchFailed, match="nothing is taken from an incomplete list"):
        desk.fetch()
    desk.serve(Provider(rows(250)))
    assert desk.fetch().rows == 250


def test_trap_51_a_short_run_is_not_taken(desk: Desk) -> None:
    """The provider announces 250 rows and gives 200, however often it is asked."""
    provider = desk.serve(Provider(rows(200), answer=lambda some, total: datago_json(some, 250)))
    with pytest.raises(FetchFailed, match="200 different rows came where 250 were announced"):
        desk.fetch()
    assert provider.pages == [1, 2, 3] * 3


def test_rows_that_the_provider_itself_repeats_are_taken_after_two_equal_passes(desk: Desk) -> None:
    provider = desk.serve(Provider([*rows(150), *rows(5)]))
    fetched = desk.fetch()
    assert (fetched.complete, fetched.rows, fetched.total) == (True, 150, 155)
    assert provider.pages == [1, 2, 1, 2]


def test_rows_without_an_id_are_told_apart_by_all_they_say(desk: Desk) -> None:
    desk.serve(Provider(rows(150)))
    assert (desk.fetch(id="").complete, desk.fetch(id="").rows) == (True, 150)


def test_a_provider_that_repeats_a_page_is_found_out(desk: Desk) -> None:
    stuck = rows(100)
    provider = desk.serve(Provider([], answer=lambda some, total: datago_json(stuck, 300)))
    with pytest.raises(FetchFailed, match="page 2 repeats the page before it"):
        desk.fetch()
    assert provider.pages == [1, 2]


def test_a_complete_folder_is_taken_without_a_call(desk: Desk) -> None:
    provider = desk.serve(Provider(rows(250)))
    first = desk.fetch()
    assert desk.fetch() == first
    assert len(provider.calls) == 3


def test_another_request_in_the_same_folder_begins_anew(desk: Desk) -> None:
    desk.serve(Provider(rows(250)))
    desk.fetch()
    desk.serve(Provider(rows(30)))
    fetched = desk.fetch(params={"_type": "json", "clCd": "31"})
    assert [path.name for path in fetched.files] == ["0001.json"]
    assert sorted(path.name for path in desk.folder.iterdir()) == ["0001.json", "manifest.json"]


@pytest.mark.parametrize("content", [b"", b"{", None])
def test_a_saved_page_that_is_damaged_or_gone_is_fetched_again(desk: Desk, content: bytes | None) -> None:
    desk.serve(Provider(rows(250)))
    path = desk.fetch().files[1]
    path.unlink() if content is None else path.write_bytes(content)
    fetched = desk.fetch()
    assert (fetched.complete, len(desk.ids(fetched))) == (True, 250)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"request": 1, "begun_at": "x", "series": []}'])
def test_a_damaged_manifest_begins_anew(desk: Desk, content: str) -> None:
    desk.folder.mkdir(parents=True)
    (desk.folder / "manifest.json").write_text(content)
    desk.serve(Provider(rows(5)))
    assert desk.fetch().rows == 5


def test_pages_of_long_ago_do_not_stand_beside_todays(desk: Desk) -> None:
    desk.serve(Provider(rows(5)))
    desk.fetch()
    desk.now = datetime(2026, 12, 22, tzinfo=UTC)
    provider = desk.serve(Provider(rows(6)))
    assert desk.fetch().rows == 6
    assert len(provider.calls) == 1


def test_changes_since_a_time(desk: Desk) -> None:
    provider = desk.serve(Provider(rows(5)))
    desk.api = replace(desk.api, since="cond[DAT_UPDT_PNT::GTE]")
    desk.fetch(since=datetime(2026, 11, 20, 15, 30, tzinfo=UTC))
    assert provider.calls[0]["cond[DAT_UPDT_PNT::GTE]"] == "20261121003000"


def test_changes_from_an_api_that_has_none_is_an_error_and_never_everything(desk: Desk) -> None:
    desk.serve(Provider(rows(5)))
    with pytest.raises(FetchFailed, match="cannot be asked for changes only"):
        desk.fetch(since=desk.now)


def test_xml_of_data_go_kr(desk: Desk) -> None:
    desk.serve(Provider(rows(150), answer=datago_xml))
    fetched = desk.fetch()
    assert (fetched.rows, [path.name for path in fetched.files]) == (150, ["0001.xml", "0002.xml"])


@pytest.mark.parametrize("name", [Name.NEIS, Name.GG])
def test_neis_and_gyeonggi(desk: Desk, name: Name) -> None:
    provider = desk.serve(Provider(rows(150), answer=hub_json, names=("KEY", "pIndex", "pSize")))
    assert desk.fetch(provider=name).rows == 150
    assert provider.calls[1] == {"KEY": KEY, "_type": "json", "pIndex": "2", "pSize": "100"}
    none = desk.serve(Provider([], answer=hub_json, names=("KEY", "pIndex", "pSize")))
    assert desk.fetch(provider=name, params={"SIGUN_CD": "41110"}).rows == 0
    assert len(none.calls) == 1


def test_kosis_gives_all_in_one_answer(desk: Desk) -> None:
    provider = desk.serve(Provider(rows(300), answer=kosis_json, names=("apiKey", "", "")))
    fetched = desk.fetch(provider=Name.KOSIS, id="")
    assert (fetched.complete, fetched.rows, fetched.total) == (True, 300, None)
    assert provider.calls == [{"apiKey": KEY, "_type": "json"}]


def test_an_answer_that_is_not_paged(desk: Desk) -> None:
    provider = desk.serve(Provider(rows(300), names=("key", "", "")))
    assert desk.fetch(paged=False, key_param="key").rows == 300
    assert len(provider.calls) == 1


def test_trap_57_without_a_total_pages_are_asked_for_until_one_is_empty(desk: Desk) -> None:
    provider = desk.serve(Provider(rows(150), answer=kopis_xml, names=("service", "cpage", "rows")))
    fetched = desk.fetch(key_param="service", page_param="cpage", size_param="rows", rows="db")
    assert (fetched.complete, fetched.rows, fetched.total) == (True, 150, None)
    assert provider.pages == [1, 2, 3]


def test_nothing_of_the_request_is_kept_but_what_tells_it_apart(desk: Desk) -> None:
    desk.serve(Provider(rows(5)))
    desk.fetch()
    manifest = json.loads((desk.folder / "manifest.json").read_text())
    assert manifest["request"]["params"] == {"_type": "json"}
    assert manifest["complete"] is True
    assert KEY not in json.dumps(manifest)


def test_a_page_that_was_saved_but_not_listed_when_the_run_was_cut_off(desk: Desk) -> None:
    desk.serve(Provider(rows(250)))
    desk.fetch()
    listed = desk.folder / "manifest.json"
    manifest = json.loads(listed.read_text())
    manifest["complete"] = manifest["series"][0]["complete"] = False
    manifest["series"][0]["files"].pop()
    listed.write_text(json.dumps(manifest))
    provider = desk.serve(Provider(rows(250)))
    fetched = desk.fetch()
    assert (fetched.complete, len(desk.ids(fetched)), provider.pages) == (True, 250, [3])
