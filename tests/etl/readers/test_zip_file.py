"""Zip archives: honest ones give their tables, hostile ones are refused before anything is inflated."""

import io
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from etl.errors import ParseFailed
from etl.readers.zip_file import unpacked

PATTERN = "*병원정보*.[cxCX][slSL]*"
NAME = "1.병원정보서비스(2025.12.).csv"
TEXT = "요양기관명\n지은의원\n".encode()


def archive(*members: tuple[str | zipfile.ZipInfo, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", packing) as opened:
        for name, content in members:
            opened.writestr(name, content)
    return packed.getvalue()


def named(name: str, *, mode: int = stat.S_IFREG | 0o644) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = mode << 16
    return info


def patched(content: bytes, offset: int, form: str, value: int) -> bytes:
    """The archive with one number of its first entry in the list of members overwritten."""
    at = content.index(b"PK\x01\x02") + offset
    return content[:at] + struct.pack(form, value) + content[at + struct.calcsize(form) :]


def overlapping() -> bytes:
    """Two entries that stand for the same bytes."""
    content = archive(("가.csv", TEXT), ("나.csv", TEXT))
    second = content.rindex(b"PK\x01\x02")
    return content[: second + 42] + struct.pack("<L", 0) + content[second + 46 :]


def flipped() -> bytes:
    """A stored member whose bytes are not those its check sum was made of."""
    return archive((NAME, TEXT), packing=zipfile.ZIP_STORED).replace("지은".encode(), "지금".encode())


NESTED = archive(("a.csv", TEXT))
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "more than 50 members": (lambda: archive(*((f"{n}.csv", b"x") for n in range(51))), "51 members"),
    "a bomb": (lambda: archive((NAME, bytes(20_000_000))), "more than 100 times"),
    "says 600 MB": (lambda: patched(archive((NAME, TEXT)), 24, "<L", 600_000_000), "would inflate to 600,000,000"),
    "says less than it holds": (lambda: patched(archive((NAME, TEXT * 9)), 24, "<L", 5), "damaged"),
    "says more than it holds": (lambda: patched(archive((NAME, TEXT)), 24, "<L", 900), "less than its entry|damaged"),
    "packed size beyond the end": (lambda: patched(archive((NAME, TEXT)), 20, "<L", 9_999), "overlap"),
    "overlapping members": (overlapping, "overlap"),
    "a zip inside": (lambda: archive((NAME, TEXT), ("more.zip", NESTED)), "archive itself"),
    "a zip named csv": (lambda: archive((NAME, NESTED)), "archive itself"),
    "a gzip inside": (lambda: archive((NAME, TEXT), ("x.tar.gz", b"\x1f\x8b")), "archive itself"),
    "a link": (lambda: archive((named(NAME, mode=stat.S_IFLNK | 0o777), b"/etc/passwd")), "link or a device"),
    "a device": (lambda: archive((named(NAME, mode=stat.S_IFCHR | 0o666), b"")), "link or a device"),
    "an absolute name": (lambda: archive((f"/tmp/{NAME}", TEXT)), "leaves its folder"),
    "a name that climbs": (lambda: archive((f"a/../../{NAME}", TEXT)), "leaves its folder"),
    "a name that climbs backwards": (lambda: archive((f"..\\{NAME}", TEXT)), "leaves its folder"),
    "a drive": (lambda: archive((f"C:\\{NAME}", TEXT)), "leaves its folder"),
    "a control character": (lambda: archive((f"\n{NAME}", TEXT)), "no proper name"),
    "encrypted": (lambda: patched(archive((NAME, TEXT)), 8, "<H", 0x801), "encrypted"),
    "packed by LZMA": (lambda: archive((NAME, TEXT), packing=zipfile.ZIP_LZMA), "unknown way"),
    "one name twice": (lambda: archive((f"a\\{NAME}", TEXT), (f"a/{NAME}", TEXT)), "one name"),
    "other bytes": (flipped, "damaged"),
    "cut off": (lambda: archive((NAME, TEXT))[:-30], "damaged"),
    "no zip": (lambda: b"PK\x03\x04 and nothing more", "damaged"),
    "nothing that fits": (lambda: archive(("readme.txt", TEXT)), r"No member like .* \(there is: readme.txt\)"),
    "empty": (archive, "there is: nothing"),
}  # fmt: skip


def put(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "현황.zip"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_archive_is_refused(tmp_path: Path, kind: str) -> None:
    make, why = HOSTILE[kind]
    with pytest.raises(ParseFailed, match=f"^현황.zip: .*({why})"), unpacked(put(tmp_path, make()), PATTERN):
        pass


@pytest.mark.parametrize(
    "name", [NAME, "1.병원정보서비스 2024.12.xlsx", "1.병원정보서비스 2022.10..csv", f"현황/{NAME}", f"현황\\{NAME}"]
)
def test_trap_06_what_fits_is_inflated_and_gone_afterwards(tmp_path: Path, name: str) -> None:
    others = [("2.약국정보서비스(2025.12.).xlsx", NESTED), (f"__MACOSX/._{NAME}", b"x"), ("현황/", b"")]
    with unpacked(put(tmp_path, archive((name, TEXT), *others)), PATTERN) as files:
        assert [(file.name, file.read_bytes()) for file in files] == [(name.split("/")[-1].split("\\")[-1], TEXT)]
    assert not files[0].exists()


@pytest.mark.parametrize("codec", ["cp949", "utf-8"])
def test_trap_08_names_without_the_mark_of_their_encoding(tmp_path: Path, codec: str) -> None:
    written = NAME.encode(codec)
    stand_in = "x" * len(written)
    content = archive((stand_in, TEXT)).replace(stand_in.encode(), written)
    with unpacked(put(tmp_path, content), PATTERN) as files:
        assert [file.name for file in files] == [NAME]
