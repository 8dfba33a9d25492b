"""Takes numbers that name or reach one person out of typed text, before it is stored or sent anywhere.

Names of people are not found; the pages ask people to leave them out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

REMOVED = "[…]"
# Numbers that anybody may print: landlines, 070, 050x, 15xx and 18xx. A place's own number stays readable.
PUBLIC_PHONE = re.compile(r"(?:0|82)(?:2|[3-6]\d|70|80|50\d)\d{7,8}|1[5-9]\d{6}")
DATE = re.compile(r"(?<!\d)(?:19|20)\d\d[-./](?:0?[1-9]|1[0-2])[-./](?:0?[1-9]|[12]\d|3[01])(?!\d)")
# Ten digits or more written together: an account, a card, a number of any other kind.
LONG_NUMBER = re.compile(r"\d(?:[-.]?\d){9,24}")
PERSONAL = (
    # Resident and foreigner registration numbers, also with the last digits starred out.
    re.compile(r"(?<!\d)\d{6}[- ]{0,3}[0-9][\d*X●]{6}(?!\d)"),
    # Passports: old and new Korean ones, and the shape most countries use.
    re.compile(r"(?<![A-Z0-9])(?:[A-Z]{1,2}-?\d{7,8}|[A-Z]\d{3}[A-Z]\d{4})(?![A-Z0-9])"),
    # Mobile telephones, with or without the country's code.
    re.compile(r"(?<!\d)(?:\+?82[-. ]{0,2}\(?0?\)?|\(?0)1[016789]\)?[-. ]{0,2}\d{3,4}[-. ]{0,2}\d{4}(?!\d)"),
    # Telephones of other countries.
    re.compile(r"\+(?!82)\d{1,3}(?:[-. ()]{0,2}\d){6,12}(?!\d)"),
    # Cards; four times of the day, as in opening hours, are none.
    re.compile(r"(?<!\d)(?!(?:(?:[01]\d|2[0-4])[0-5]\d[- ]?){4})\d{4}[- ]\d{4}[- ]\d{4}[- ]\d{4}(?!\d)"),
    # Positions in degrees, also inside a map's link.
    re.compile(r"(?<![\d.])\d{1,3}\.\d{3,15}[ ,/;N°]{1,4}\d{1,3}\.\d{3,15}(?!\d)"),
    re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"),
)


def redact(text: str) -> str:
    """The text with each such number replaced by `[…]`; all else stays as it was typed."""
    kept, done = [], 0
    for first, last in _spans(text):
        if first >= done:
            kept += [text[done:first], REMOVED]
        done = max(done, last)
    return "".join(kept) + text[done:]


def personal_pieces(text: str) -> list[str]:
    """What `redact` would take out, each once, as it was typed."""
    found: list[tuple[int, int]] = []
    for first, last in _spans(text):
        if found and first < found[-1][1]:
            found[-1] = found[-1][0], max(last, found[-1][1])
        else:
            found.append((first, last))
    return list(dict.fromkeys(text[first:last] for first, last in found))


def has_personal(text: str) -> bool:
    """Whether `redact` would change the text."""
    return any(_personal(_plain(text)[0]))


def _spans(text: str) -> list[tuple[int, int]]:
    """Start and end in the text of all that is personal, from its beginning on; they may overlap."""
    plain, places = _plain(text)
    return [(places[start], places[end - 1] + 1) for start, end in sorted(_personal(plain))]


def _personal(plain: str) -> Iterator[tuple[int, int]]:
    """Start and end of each personal number; one found twice is given twice."""
    for pattern in PERSONAL:
        yield from (match.span() for match in pattern.finditer(plain))
    undated = DATE.sub(lambda match: "_" * len(match[0]), plain)
    for match in LONG_NUMBER.finditer(undated):
        if not PUBLIC_PHONE.fullmatch(re.sub(r"\D", "", match[0])):
            yield match.span()


def _plain(text: str) -> tuple[str, list[int]]:
    """Digits of every script as ASCII, dashes as `-`, letters as capitals, nothing invisible; and where each was."""
    found = [(plain, at) for at, char in enumerate(text) if (plain := _plain_char(char))]
    return "".join(plain for plain, _ in found), [at for _, at in found]


def _plain_char(char: str) -> str:
    """One character, or none for one that is not seen."""
    kind = unicodedata.category(char)
    if kind == "Cf":
        return ""
    if kind == "Nd":
        return str(unicodedata.digit(char))
    if kind in ("Pd", "Zs"):
        return "-" if kind == "Pd" else " "
    wide = unicodedata.normalize("NFKC", char).upper()
    return wide if len(wide) == 1 else char
