"""The code table tells in which administrative dongs a legal dong lies."""

from pathlib import Path

import pytest

from etl.errors import ParseFailed
from etl.legal_dongs import LegalDong, installed_legal_dongs, read_legal_dongs


def test_the_installed_table() -> None:
    found = installed_legal_dongs()
    in_yeongtong = [row.dong_ko for row in found if row[:2] == ("41117", "영통동")]
    assert in_yeongtong == ["영통1동", "영통2동", "영통3동"]
    assert LegalDong("41117", "원천동", "원천동") in found
    assert LegalDong("41117", "이의동", "광교1동") in found
    assert not [row for row in found if row.name_ko.endswith("리")]
    assert {row.unit_code[:2] for row in found} == {"11", "28", "41"}


def test_trap_31_hwaseongs_dongs_stand_under_their_gu() -> None:
    assert {row.unit_code for row in installed_legal_dongs() if row.name_ko == "반송동"} == {"41597"}


def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "KIKmix.xlsx"
    broken.write_bytes(b"not a workbook")
    with pytest.raises(ParseFailed, match="not a readable code table"):
        read_legal_dongs(broken)
