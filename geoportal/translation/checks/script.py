"""Letters of a translation: invisible ones, digits, Hangul left in it, spaces and length."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from geoportal.translation.checks.findings import Code, Finding
from geoportal.translation.checks.languages import LRM, RLM, Rules

HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
# Words in brackets or quotes, where names of forms and offices may stay in Korean; `[words](link)` is no bracket.
ENCLOSED = re.compile(
    r"\([^()]*\)|（[^（）]*）|\[[^\[\]]*\](?!\()|【[^】]*】|「[^」]*」|『[^』]*』|《[^》]*》|〈[^〉]*〉"
    r"|“[^”]*”|„[^“”]*[“”]|\"[^\"]*\"|«[^»]*»|‘[^’]*’|‹[^›]*›|(?<!\w)'[^']*'(?!\w)"
)
# A Korean name with its translation in brackets behind it: 내용증명 (certified letter), **대항력** (…).
EXPLAINED = re.compile(r"[가-힣]+(?:[ ·][가-힣]+){0,5}(?:\*\*)? ?[(（](?=[^()（）]*[^\W\d_가-힣])[^()（）]*[)）]")
ALLOWED_CONTROLS = "\n\t"
# Letters above the ratio that a short text may have, since short Korean words become long ones.
SLACK = 60
SHORTEST = 0.15


def check_letters(source: str, text: str, rules: Rules) -> Iterator[Finding]:
    """Characters that must not be there."""
    hidden = sorted({f"U+{ord(letter):04X}" for letter in text if is_hidden(letter, rules) and letter not in source})
    if hidden:
        yield Finding(Code.CONTROLS, " ".join(hidden))
    digits = sorted({letter for letter in text if letter.isdecimal() and not letter.isascii()})
    if digits and not rules.other_digits:
        yield Finding(Code.DIGITS, "".join(digits))
    left = "" if rules.hangul else hangul_left(text)
    if left:
        yield Finding(Code.HANGUL, left)
    if text != text.strip() or "  " in text:
        yield Finding(Code.SPACES)


def is_hidden(letter: str, rules: Rules) -> bool:
    """Controls, marks of direction, tags, private and broken characters that the language does not need."""
    if letter in ALLOWED_CONTROLS or letter in rules.invisible:
        return False
    if letter in "\ufffd\ufeff\u034f\u115f\u1160\u3164\uffa0" or letter in (LRM, RLM):
        return True
    return unicodedata.category(letter) in {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"} and letter != "\u00ad"


def hangul_left(text: str) -> str:
    """The first Korean words outside of brackets and quotes; empty when there are none."""
    outside = ENCLOSED.sub(" ", EXPLAINED.sub(" ", text))
    found = HANGUL.search(outside)
    return outside[found.start() : found.start() + 20].split("\n")[0] if found else ""


def check_length(source: str, text: str, rules: Rules, longest: int | None) -> Iterator[Finding]:
    """A text that is far too long or short for its source, or does not fit its field."""
    written, given = len(text.strip()), len(source.strip())
    if longest is not None and written > longest:
        yield Finding(Code.LONG, f"{written} > {longest}")
    elif written > given * rules.ratio + SLACK:
        yield Finding(Code.LONG, f"{written} / {given}")
    elif given > 40 and written < given * SHORTEST:
        yield Finding(Code.SHORT, f"{written} / {given}")
