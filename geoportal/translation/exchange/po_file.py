"""PO: context is the page and the place, `fuzzy` with the previous text is what is outdated."""

from __future__ import annotations

import re

import polib

from geoportal.translation.categories import SegmentStatus
from geoportal.translation.exchange.message import Document, Message, NotReadable

STATUS = re.compile(r"^status: (\w+)$", re.MULTILINE)
SEEN = re.compile(r"^seen: (\w+)$", re.MULTILINE)
LARGEST = 5_000_000


def write_po(document: Document) -> bytes:
    """The document as a PO file in UTF-8."""
    file = polib.POFile(wrapwidth=120)
    file.metadata = {
        "Project-Id-Version": "geoportal",
        "Language": document.language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    for message in document.messages:
        is_outdated = message.status is SegmentStatus.OUTDATED
        file.append(
            polib.POEntry(
                msgctxt=f"{message.page}/{message.path}",
                msgid=message.source,
                msgstr=message.text,
                comment=f"status: {message.status}\nseen: {message.token}\n{message.note}".strip(),
                flags=["fuzzy"] if is_outdated else [],
                previous_msgid=message.old_source if is_outdated else None,
            )
        )
    return f"{file}\n".encode()


def read_po(content: bytes, *, language: str) -> Document:
    """The messages of an uploaded file; NotReadable when it is no PO file, of another language or too large.

    A text that is still marked fuzzy is still outdated; one whose mark was taken off was looked at.
    """
    file = _parse(content)
    stated = file.metadata.get("Language", "")
    if stated.lower().replace("_", "-") != language.lower():
        raise NotReadable(f"The file is of the language {stated or '?'}, not {language}.")
    return Document(language, tuple(_message(entry) for entry in file if not entry.obsolete))


def _parse(content: bytes) -> polib.POFile:
    if len(content) > LARGEST:
        raise NotReadable("The file is larger than 5 MB.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise NotReadable("The file is not in UTF-8.") from fault
    # polib opens what looks like a path: a text of several lines is none.
    if "\n" not in text.strip() or 'msgid "' not in text or "\x00" in text:
        raise NotReadable("This is no PO file.")
    try:
        return polib.pofile(text + "\n")
    except (OSError, ValueError, IndexError) as fault:
        raise NotReadable("This is no PO file.") from fault


def _message(entry: polib.POEntry) -> Message:
    page, _, path = (entry.msgctxt or "").partition("/")
    stated = STATUS.search(entry.comment or "")
    status = _status(stated[1] if stated else "")
    if entry.fuzzy:
        status = SegmentStatus.OUTDATED
    elif status is SegmentStatus.OUTDATED:
        status = SegmentStatus.DRAFTED
    seen = SEEN.search(entry.comment or "")
    return Message(
        page, path, entry.msgid, entry.msgstr, status, seen[1] if seen else "", entry.previous_msgid or ""
    )  # fmt: skip


def _status(name: str) -> SegmentStatus:
    return SegmentStatus(name) if name in set(SegmentStatus) else SegmentStatus.DRAFTED
