"""Tables and attributes in every encoding that offices use, whole and broken: the right text, or a refusal."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import shapely

from etl.errors import ParseFailed
from etl.readers.csv_file import read_csv
from etl.readers.vector import read_vector

# 뽱 (0x96ED) and 펲 are in CP949, not in EUC-KR; 똠 is in neither's first plane of 2,350 letters.
RIGHT = [
    {"이름": "지은 의원", "주소": "경기도 안산시 단원구"}, {"이름": "뽱 약국", "주소": "펲동 1-2"},
    {"이름": "똠방 공연", "주소": "경기도 수원시, 팔달구"},
]  # fmt: skip
PLAIN = [{"이름": "지은 의원", "주소": "경기도 안산시 단원구"}, {"이름": "가나 약국", "주소": "경기도 시흥시"}]
GARBLED = re.compile("\ufffd|占쏙옙|ì|ë|í|ê|媛|寃쎄린")


def table(rows: list[dict[str, str]], *, end: str = "\r\n") -> str:
    lines = [["이름", "주소"], *[[row["이름"], row["주소"]] for row in rows]]
    return end.join(",".join(f'"{cell}"' if "," in cell else cell for cell in line) for line in lines) + end


READ: dict[str, tuple[bytes, list[dict[str, str]]]] = {
    "UTF-8": (table(RIGHT).encode(), RIGHT),
    "UTF-8 with a mark": (table(RIGHT).encode("utf-8-sig"), RIGHT),
    "UTF-8, lines ended as on Unix": (table(RIGHT, end="\n").encode(), RIGHT),
    "CP949": (table(RIGHT).encode("cp949"), RIGHT),
    "CP949, lines ended as on Unix": (table(RIGHT, end="\n").encode("cp949"), RIGHT),
    "EUC-KR": (table(PLAIN).encode("euc-kr"), PLAIN),
    "UTF-16LE with a mark": (b"\xff\xfe" + table(RIGHT).encode("utf-16-le"), RIGHT),
    "UTF-16BE with a mark": (b"\xfe\xff" + table(RIGHT).encode("utf-16-be"), RIGHT),
}
REFUSED: dict[str, bytes] = {
    "UTF-8 in its first half, CP949 in its second": table(PLAIN).encode() + "다라 의원,경기도\r\n".encode("cp949"),
    "CP949 in its first half, UTF-8 in its second": table(PLAIN).encode("cp949") + "각 의원,경기도\r\n".encode(),
    "UTF-8 taken for Latin-1 and saved as UTF-8": table(PLAIN).encode().decode("latin-1").encode(),
    "UTF-8 taken for Windows-1252": table(PLAIN).encode().decode("cp1252", "replace").encode(),
    "broken letters replaced": table(PLAIN).replace("의", "\ufffd").encode(),
    "broken letters replaced, then taken for CP949": table(PLAIN).replace("의원", "占쏙옙").encode("cp949"),
    "UTF-8 cut in the middle of a letter": table(PLAIN).encode()[:-4],
    "CP949 cut in the middle of a letter": table(PLAIN).encode("cp949")[:-3],
    "UTF-16 cut in the middle of a letter": b"\xff\xfe" + table(PLAIN).encode("utf-16-le")[:-1],
    "UTF-16 with the wrong mark": b"\xfe\xff" + table(PLAIN).encode("utf-16-le"),
    "Shift-JIS": "名前,住所\r\nクリニック,東京都\r\n".encode("shift-jis"),
    "zeros in the text": table(PLAIN).encode().replace("의".encode(), b"\0\0\0"),
    "nothing": b"",
    "a mark and nothing": b"\xef\xbb\xbf",
}  # fmt: skip


@pytest.mark.parametrize("kind", READ)
def test_trap_01_and_02_a_table_is_read_by_its_content(tmp_path: Path, kind: str) -> None:
    content, right = READ[kind]
    path = tmp_path / "지은_utf8.csv"
    path.write_bytes(content)
    assert list(read_csv(path, columns=["이름", "주소"], aliases={})) == right


@pytest.mark.parametrize("kind", REFUSED)
def test_a_table_in_no_one_encoding_is_refused(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "지은.csv"
    path.write_bytes(REFUSED[kind])
    with pytest.raises(ParseFailed):
        list(read_csv(path, columns=["이름", "주소"], aliases={}))


Write = Callable[..., Path]
SPOTS = [shapely.Point(126.8, 37.3), shapely.Point(126.9, 37.3)]
NAMES = ["뽱 의원", "가나 약국"]


@pytest.mark.parametrize("cpg", ["CP949", "UTF-8", "EUC-KR", "ISO-8859-1"])
@pytest.mark.parametrize("encoding", ["CP949", "UTF-8"])
def test_trap_09_a_wrong_cpg_changes_nothing(tmp_path: Path, write_vector: Write, encoding: str, cpg: str) -> None:
    path = write_vector(tmp_path / "a.shp", SPOTS, rows={"이름": NAMES}, epsg=4326, encoding=encoding)
    path.with_suffix(".cpg").write_text(cpg)
    assert [row["이름"] for row in read_vector(path).rows] == NAMES


@pytest.mark.parametrize(
    "content",
    ["각 의원".encode(), "占쏙옙의원".encode("cp949"), "의원".encode("cp949")[:3] + b"\xff"],
    ids=["UTF-8 among CP949", "garbled before", "no letter"],
)
def test_a_dbf_in_no_one_encoding_is_refused(tmp_path: Path, write_vector: Write, content: bytes) -> None:
    names = ["x" * len(content), "가나 약국"]
    path = write_vector(tmp_path / "a.shp", SPOTS, rows={"name": names}, epsg=4326)
    dbf = path.with_suffix(".dbf")
    dbf.write_bytes(dbf.read_bytes().replace(b"x" * len(content), content))
    with pytest.raises(ParseFailed, match=r"^a.shp: The text is"):
        read_vector(path)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "cp949"])
def test_a_geojson_is_read_by_its_content(tmp_path: Path, codec: str) -> None:
    path = tmp_path / "a.geojson"
    path.write_bytes(json.dumps(features("뽱 의원"), ensure_ascii=False).encode(codec))
    assert read_vector(path).rows == [{"이름": "뽱 의원"}]


@pytest.mark.parametrize("name", ["占쏙옙의원", "지은\ufffd", "지은".encode().decode("latin-1")])
def test_a_geojson_that_was_garbled_before_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a.geojson"
    path.write_text(json.dumps(features(name), ensure_ascii=False))
    with pytest.raises(ParseFailed, match=r"^a.geojson: The text is garbled"):
        read_vector(path)


def features(name: str) -> dict[str, object]:
    spot = {"type": "Point", "coordinates": [126.8, 37.3]}
    return {
        "type": "FeatureCollection",
        "features": [{"type": "Feature", "properties": {"이름": name}, "geometry": spot}],
    }


def test_there_are_30() -> None:
    assert len(READ) + len(REFUSED) + 8 + 3 + 3 + 3 >= 30


def test_no_text_that_is_read_here_is_garbled() -> None:
    assert not [row for _, rows in READ.values() for row in rows if GARBLED.search("".join(row.values()))]
