"""Zip archives: the members that are wanted, inflated only after the whole archive was found harmless."""

from __future__ import annotations

import stat
import unicodedata
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from etl.errors import ParseFailed
from etl.readers.confined import confined

MAX_ENTRIES = 50
MAX_BYTES = 500_000_000
MAX_RATIO = 100
LOCAL_HEADER_BYTES = 30
CHUNK_BYTES = 1 << 20
UTF8_NAME, ENCRYPTED = 0x800, 0x1
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ARCHIVES = (".zip", ".7z", ".rar", ".gz", ".tgz", ".bz2", ".xz", ".tar", ".jar", ".zst", ".egg", ".alz")
ARCHIVE_MARKS = (b"PK\x03\x04", b"PK\x05\x06", b"7z\xbc\xaf", b"Rar!", b"\x1f\x8b", b"BZh", b"\xfd7zX", b"ALZ\x01")
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)

Member = tuple[str, zipfile.ZipInfo]


@contextmanager
def unpacked(path: Path, pattern: str, *, may_lack: bool = False) -> Iterator[list[Path]]:
    """The archive's members whose name (without folder) fits the glob, as files that are gone afterwards.

    ParseFailed when the archive breaks a rule of `refuse_hostile`, is damaged, or nothing fits (unless it `may_lack`).
    """
    with TemporaryDirectory(prefix="etl-") as folder:
        try:
            files = confined(unpack, str(path.resolve()), pattern, folder, int(may_lack))
        except ParseFailed as error:
            raise ParseFailed(f"{path.name}: {error}") from error
        yield [Path(file) for file in files]


def unpack(path: str, pattern: str, folder: str, may_lack: int = 0) -> list[str]:
    """Check an archive and inflate what fits into a folder; runs in a child process of little memory."""
    try:
        return [str(file) for file in inflate_fitting(Path(path), pattern, Path(folder), may_lack=bool(may_lack))]
    except BROKEN as error:
        raise ParseFailed(f"the archive is cut off or damaged; fetch it again ({error}).") from error


def inflate_fitting(path: Path, pattern: str, folder: Path, *, may_lack: bool = False) -> list[Path]:
    """Check the archive, then inflate what fits into the folder."""
    if path.stat().st_size > MAX_BYTES:
        raise ParseFailed(f"The archive has more than {MAX_BYTES:,} bytes.")
    with zipfile.ZipFile(path) as archive:
        members = [(true_name(info), info) for info in archive.infolist()]
        refuse_hostile(members, end=archive.start_dir)
        refuse_disguised(archive, members)
        fitting = [(name, info) for name, info in members if fits(name, pattern) and not info.is_dir()]
        if not fitting and not may_lack:
            named = ", ".join(name for name, _ in members[:5]) or "nothing"
            raise ParseFailed(f"No member like {pattern} (there is: {named})")
        return [
            inflate(archive, info, folder / str(number) / PurePosixPath(name).name[-80:])
            for number, (name, info) in enumerate(fitting)
        ]


def true_name(info: zipfile.ZipInfo) -> str:
    """A member's name with slashes. Without its UTF-8 mark zipfile takes it for CP437; here it is UTF-8 or CP949."""
    name = info.orig_filename
    if not info.flag_bits & UTF8_NAME:
        for codec in ("utf-8", "cp949"):
            try:
                name = info.orig_filename.encode("cp437").decode(codec)
                break
            except UnicodeError:
                continue
    return unicodedata.normalize("NFC", name).replace("\\", "/")


def fits(name: str, pattern: str) -> bool:
    """Whether a member is wanted; what Excel and macOS leave behind (`~$`, `._`) never is."""
    last = PurePosixPath(name).name
    return fnmatch(last, pattern) and not last.startswith(("~$", "."))


def refuse_hostile(members: Sequence[Member], *, end: int) -> None:
    """ParseFailed for whatever an honest archive of tables has no need of; nothing is inflated for it.

    `end` is where the list of members starts, after the last member.
    """
    if len(members) > MAX_ENTRIES:
        raise ParseFailed(f"The archive has {len(members):,} members; at most {MAX_ENTRIES} are taken.")
    total = sum(info.file_size for _, info in members)
    if total > MAX_BYTES:
        raise ParseFailed(f"The archive would inflate to {total:,} bytes; at most {MAX_BYTES:,} are taken.")
    for name, info in members:
        refuse_member(name, info)
    twins = [name for name, times in Counter(name for name, _ in members).items() if times > 1]
    if twins:
        raise ParseFailed(f"Two members with one name: {', '.join(twins)}")
    refuse_overlap([info for _, info in members], end=end)


def refuse_member(name: str, info: zipfile.ZipInfo) -> None:
    """ParseFailed when one member's entry is not that of a plain file or folder inside the archive."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    faults = {
        "leaves its folder": name.startswith("/") or name[1:2] == ":" or ".." in name.split("/"),
        "has no proper name": not name.strip("/. ") or not name.isprintable(),
        "is a link or a device": kind not in (0, stat.S_IFREG, stat.S_IFDIR),
        "is encrypted": bool(info.flag_bits & ENCRYPTED),
        "is packed in an unknown way": info.compress_type not in METHODS,
        f"inflates more than {MAX_RATIO} times": info.file_size > MAX_RATIO * max(info.compress_size, 1),
        "is an archive itself": name.rstrip("/. ").casefold().endswith(ARCHIVES),
    }
    for fault, found in faults.items():
        if found:
            raise ParseFailed(f"The member {name!r} {fault}; the archive is refused.")


def refuse_overlap(infos: Sequence[zipfile.ZipInfo], *, end: int) -> None:
    """ParseFailed when two members share bytes, or one reaches beyond the members' part of the file."""
    ordered = sorted(infos, key=lambda info: info.header_offset)
    starts = [*(info.header_offset for info in ordered), end]
    for info, following in zip(ordered, starts[1:], strict=True):
        if info.header_offset < 0 or info.header_offset + LOCAL_HEADER_BYTES + info.compress_size > following:
            raise ParseFailed("Members of the archive overlap; it is refused.")


def refuse_disguised(archive: zipfile.ZipFile, members: Sequence[Member]) -> None:
    """ParseFailed when a member is an archive by its first bytes; only workbooks (.xlsx) are zips by nature."""
    for name, info in members:
        with archive.open(info) as opened:
            mark = opened.read(4)
        if mark.startswith(ARCHIVE_MARKS) and not name.casefold().endswith(".xlsx"):
            raise ParseFailed(f"The member {name!r} is an archive itself; the archive is refused.")


def inflate(archive: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path) -> Path:
    """Write one member to a file, counting its bytes against what its entry says."""
    target.parent.mkdir()
    written = 0
    with archive.open(info) as packed, target.open("wb") as opened:
        while chunk := packed.read(CHUNK_BYTES):
            written += len(chunk)
            if written > info.file_size:
                raise ParseFailed("A member inflates to more than its entry says; the archive is refused.")
            opened.write(chunk)
    if written != info.file_size:
        raise ParseFailed("A member inflates to less than its entry says; the archive is refused.")
    return target
