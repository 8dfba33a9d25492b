"""CSV files: read right whatever the encoding, or refused with the reason."""

from pathlib import Path

import pytest

from etl.errors import ParseFailed
from etl.readers.csv_file import read_csv
from etl.readers.table import read_table

COLUMNS = ("이름", "주소")
TEXT = '이름,주소,비고\r\n뽱가게,경기도 안산시,\r\n집,"수원시, 팔달구\n2층",좋음\r\n'
ROWS = [
    {"이름": "뽱가게", "주소": "경기도 안산시", "비고": ""},
    {"이름": "집", "주소": "수원시, 팔달구\n2층", "비고": "좋음"},
]


def read(path: Path) -> list[dict[str, str]]:
    return list(read_csv(path, columns=COLUMNS, aliases={}))


def written(tmp_path: Path, content: bytes, name: str = "any.txt") -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "cp949", "utf-16", "utf-16-le", "utf-16-be"])
def test_trap_02_every_encoding_gives_the_same_rows(tmp_path: Path, codec: str) -> None:
    assert read(written(tmp_path, TEXT.encode(codec))) == ROWS


def test_euc_kr(tmp_path: Path) -> None:
    assert read(written(tmp_path, TEXT.replace("뽱", "빵").encode("euc-kr")))[0]["이름"] == "빵가게"


@pytest.mark.parametrize("header_too", [True, False])
def test_trap_03_a_comma_at_the_end_of_each_line_adds_no_column(tmp_path: Path, header_too: bool) -> None:
    lines = ["이름,주소" + "," * header_too, "가,나,", "다,라,"]
    assert read(written(tmp_path, "\n".join(lines).encode())) == [
        {"이름": "가", "주소": "나"},
        {"이름": "다", "주소": "라"},
    ]


def test_another_delimiter(tmp_path: Path) -> None:
    assert read(written(tmp_path, "이름\t주소\n가\t나\n".encode())) == [{"이름": "가", "주소": "나"}]


def test_other_spellings_of_a_header(tmp_path: Path) -> None:
    path = written(tmp_path, "이 름,소재지 주소\n가,나\n".encode())
    rows = list(read_csv(path, columns=COLUMNS, aliases={"주소": ("소재지주소",)}))
    assert rows == [{"이름": "가", "주소": "나"}]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        ("이름,주소\n".encode(), "no row"),
        ("이름,비고\n가,나\n".encode(), "Missing columns: 주소"),
        ("가,나\n1,2\n".encode(), "None of the columns is there"),
        ("이름,주소,주소\n가,나,다\n".encode(), "Two columns with one name: 주소"),
        ("이름,주소\n가,나\n다\n".encode(), "Row 3 has 1 of 2 cells: the file may be cut off"),
        ("이름,주소\n가,나,다\n".encode(), "Row 2 has 3 cells, the header 2"),
        ('이름,주소\n가,"나\n'.encode(), "not a complete CSV file"),
        (TEXT.encode()[:-6] + "경".encode()[:2], "cut off in the middle of a letter"),
        (
            "이름,주소\n가,나\n".encode() + "다,라\n".encode("cp949") * 3 + "마,바바바바바바\n".encode(),
            "no known encoding",
        ),
        (TEXT.encode("cp949").decode("latin-1").encode(), "garbled"),
        ("이름,주소\n가,\ufffd\ufffd\n".encode(), "garbled"),
        ("이름,주소\n가,占쏙옙\n".encode(), "garbled"),
        (b"<!doctype html><html><body>error</body></html>", "web page"),
    ],
)
def test_what_is_wrong_with_a_file_is_said(tmp_path: Path, content: bytes, why: str) -> None:
    with pytest.raises(ParseFailed, match=why):
        read(written(tmp_path, content))


def test_the_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ParseFailed, match=r"^목록\.csv: The file is empty"):
        list(read_table(written(tmp_path, b"", "목록.csv"), columns=COLUMNS, aliases={}))
