"""OpenStreetMap files: three forms, the same rows; what is hostile, cut off or something else is refused."""

import json
from pathlib import Path

import pytest
import shapely

from etl.errors import ParseFailed
from etl.readers.osm import rows_of
from tests.etl.readers.osm_pbf import pbf

(FIXTURE,) = (Path(__file__).resolve().parents[3] / "fixtures" / "sources" / "osm_places").iterdir()
CLINIC = {"amenity": "clinic", "name": "지은의원"}
ROW = {"@id": "node/1", "@lat": "37.3000000", "@lon": "126.8000000", "@date": "", **CLINIC}
L_SHAPE = [
    (37.31, 126.84), (37.31, 126.844), (37.3104, 126.844), (37.3104, 126.8404), (37.314, 126.8404), (37.314, 126.84),
]  # fmt: skip
TAGS = "".join(f'<tag k="{key}" v="{value}"/>' for key, value in CLINIC.items())
NODE = f'<node id="1" lat="37.3" lon="126.8">{TAGS}</node>'


def put(tmp_path: Path, content: str | bytes, name: str = "지은지도.osm") -> Path:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read(tmp_path: Path, content: str | bytes, name: str = "지은지도.osm") -> list[dict[str, str]]:
    return list(rows_of(put(tmp_path, content, name)))


def osm(body: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><osm version="0.6">{body}</osm>'


def geojson(*features: object, **more: object) -> str:
    return json.dumps({"type": "FeatureCollection", "features": features, **more})


def feature(own: str, geometry: object, **tags: object) -> dict[str, object]:
    return {"type": "Feature", "id": own, "properties": tags, "geometry": geometry}


POINT = {"type": "Point", "coordinates": [126.8, 37.3]}


def test_features_of_all_kinds_have_their_elements_ids() -> None:
    found = [row["@id"] for row in rows_of(FIXTURE)]
    assert found == [*(f"node/{n}" for n in range(1, 18) if n != 15), "relation/1", "way/1", "way/5"]


def test_what_the_portal_does_not_ask_for_and_ways_that_are_not_closed_do_not_come() -> None:
    names = {row.get("name") for row in rows_of(FIXTURE)}
    assert not names & {"지은주차장", "지은열린의원"}


def test_every_tag_comes_as_it_is_drawn() -> None:
    row = next(rows_of(FIXTURE))
    assert row["name"] == "지은연합의원 Jieun Clinic"
    assert row["name:vi"] == "Phòng khám Jieun"
    assert row["opening_hours"] == "Mo-Fr 09:00-18:00; Sa 09:00-13:00; PH off"


def test_trap_61_who_drew_and_single_persons_are_not_kept() -> None:
    text = json.dumps(list(rows_of(FIXTURE)), ensure_ascii=False)
    assert "지은연합의원" in text
    for private in ("그린이", "77", "지은이 원장", "person@example.kr", '"user"', '"uid"', '"changeset"'):
        assert private not in text


def test_an_area_is_placed_inside_itself() -> None:
    rows = {row["@id"]: shapely.Point(float(row["@lon"]), float(row["@lat"])) for row in rows_of(FIXTURE)}
    l_shape = shapely.Polygon([(lon, lat) for lat, lon in L_SHAPE])
    ring = shapely.box(126.85, 37.32, 126.852, 37.322).difference(shapely.box(126.8505, 37.3205, 126.8515, 37.3215))
    assert l_shape.contains(rows["way/1"]) and not l_shape.contains(l_shape.centroid)
    assert ring.contains(rows["relation/1"]) and not ring.contains(ring.centroid)


def test_the_day_is_the_one_that_the_file_states() -> None:
    assert {row["@date"] for row in rows_of(FIXTURE)} == {"2026-11-01"}


def test_without_a_stated_day_it_is_that_of_the_last_edit(tmp_path: Path) -> None:
    edited = NODE.replace("<node", '<node timestamp="2024-05-06T07:08:09Z"')
    older = '<node id="2" lat="37.3" lon="126.8" timestamp="2019-01-01T00:00:00Z"/>'
    assert [row["@date"] for row in read(tmp_path, osm(edited + older))] == ["2024-05-06"]


def test_only_what_lies_within_is_given() -> None:
    within = shapely.to_wkb(shapely.box(126.8399, 37.3, 126.9, 37.33))
    assert [row["@id"] for row in rows_of(FIXTURE, within=within)] == ["relation/1", "way/1", "way/5"]


def test_a_binary_file_gives_the_same_rows(tmp_path: Path) -> None:
    corners = [(number, lat, lon, {}) for number, (lat, lon) in enumerate(L_SHAPE, start=10)]
    way = (7, [10, 11, 12, 13, 14, 15, 10], {"healthcare": "clinic", "name:ko": "지은의원"})
    content = pbf([(1, 37.3, 126.8, CLINIC), *corners], [way], timestamp=1_793_500_000)
    clinic, school = read(tmp_path, content, "지은지도-latest.osm.pbf")
    assert clinic == ROW | {"@date": "2026-11-01"}
    assert (school["@id"], school["@lat"], school["@lon"]) == ("way/7", "37.3122000", "126.8402000")


def test_a_binary_file_need_not_state_its_day(tmp_path: Path) -> None:
    assert read(tmp_path, pbf([(1, 37.3, 126.8, CLINIC)], [])) == [ROW]


@pytest.mark.parametrize("left", [10, 60, 100, -3, -40])
def test_a_binary_file_that_is_cut_off_is_refused(tmp_path: Path, left: int) -> None:
    with pytest.raises(ParseFailed, match=r"^지은지도"):
        read(tmp_path, pbf([(1, 37.3, 126.8, CLINIC)], [])[:left])


def test_a_binary_file_with_other_bytes_is_refused(tmp_path: Path) -> None:
    whole = pbf([(1, 37.3, 126.8, CLINIC)], [])
    with pytest.raises(ParseFailed, match="damaged"):
        read(tmp_path, whole[:-30] + bytes(20) + whole[-10:])


def test_geojson_gives_the_same_rows(tmp_path: Path) -> None:
    content = geojson(feature("node/1", POINT, **CLINIC, user="그린이", uid=7), timestamp="2026-11-01T00:00:00Z")
    assert read(tmp_path, content, "41271.osm.geojson") == [ROW | {"@date": "2026-11-01"}]


def test_geojson_without_features_is_an_area_without_places(tmp_path: Path) -> None:
    assert read(tmp_path, geojson(), "41271.osm.geojson") == []


def test_an_area_that_crosses_itself_is_placed_in_one_of_its_parts(tmp_path: Path) -> None:
    bow_tie = [[126.8, 37.3], [126.82, 37.32], [126.82, 37.3], [126.8, 37.32], [126.8, 37.3]]
    (row,) = read(tmp_path, geojson(feature("way/1", {"type": "Polygon", "coordinates": [bow_tie]}, **CLINIC)))
    assert shapely.make_valid(shapely.Polygon(bow_tie)).contains(shapely.Point(float(row["@lon"]), float(row["@lat"])))


HOSTILE = {
    "entities": ('<!DOCTYPE o [<!ENTITY a "b">]>' + osm(NODE), "document type"),
    "a document type alone": ("<!DOCTYPE osm>" + osm(NODE), "document type"),
    "a file of the machine": ('<!DOCTYPE o [<!ENTITY a SYSTEM "file:///etc/passwd">]><osm>&a;</osm>', "document type"),
    "laughs": ('<!DOCTYPE o [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><osm>&b;</osm>', "document type"),
    "entities in UTF-16": ('<?xml version="1.0"?><!DOCTYPE osm><osm/>'.encode("utf-16"), "document type"),
    "another format that GDAL opens": ("<OGRVRTDataSource><OGRVRTLayer/></OGRVRTDataSource>", "not <osm>"),
    "a web page": ("<html><body>429 Too Many Requests</body></html>", "not <osm>"),
    "changes": ('<osmChange version="0.6"></osmChange>', "not <osm>"),
    "cut off": (osm(NODE)[:-20], "not whole"),
    "a long tag": (osm(f'<node id="1" lat="37" lon="127"><tag k="name" v="{"x" * 20_001}"/></node>'), "20,000 letters"),
    "packed": (b"BZh91AY&SY" + bytes(40), "unpack it"),
    "empty": ("", "neither"),
    "no collection": ('{"type": "Feature"}', "collection"),
    "half a collection": (geojson(feature("node/1", POINT, **CLINIC))[:-9], "collection"),
    "no id": (geojson(feature("", POINT, **CLINIC)), "no id of an element"),
    "another id": (geojson(feature("node/1; drop", POINT, **CLINIC)), "no id of an element"),
}  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_or_broken_file_is_refused(tmp_path: Path, kind: str) -> None:
    content, why = HOSTILE[kind]
    with pytest.raises(ParseFailed, match=f"^지은지도.osm: .*{why}"):
        read(tmp_path, content)


def test_a_field_of_the_row_cannot_come_from_a_tag(tmp_path: Path) -> None:
    spoofed = NODE.replace("</node>", '<tag k="@id" v="way/9"/><tag k="@lat" v="0"/></node>')
    assert read(tmp_path, osm(spoofed)) == [ROW]


def test_a_way_whose_corners_are_missing_is_left_out(tmp_path: Path) -> None:
    way = f'<way id="1"><nd ref="91"/><nd ref="92"/><nd ref="93"/><nd ref="91"/>{TAGS}</way>'
    assert [row["@id"] for row in read(tmp_path, osm(NODE + way))] == ["node/1"]
