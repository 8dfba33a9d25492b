"""Keys of the public data APIs: one spelling going out, and none ever coming back in what is saved or said."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from urllib.parse import unquote

HIDDEN = "[key]"


def plain_key(stated: str) -> str:
    """The key as it is, however the operator copied it: the portal also shows it percent-encoded."""
    key = stated.strip().strip("\"'")
    return unquote(key) if "%" in key else key


def fingerprint(key: str) -> str:
    """A short name for a key that does not give it away."""
    return hashlib.sha256(plain_key(key).encode()).hexdigest()[:12]


def scrubbed(text: str, key: str) -> str:
    """The text without the key in any spelling, whatever the letter case of its percent signs."""
    if not key.strip():
        return text
    return pattern(key).sub(HIDDEN, text)


def scrubbed_bytes(body: bytes, key: str) -> bytes:
    """A body without the key; keys are ASCII, so that a body in any encoding with ASCII in it will do."""
    if not key.strip():
        return body
    found = re.compile(pattern(key).pattern.encode(), re.IGNORECASE)
    return found.sub(HIDDEN.encode(), body)


@cache
def pattern(key: str) -> re.Pattern[str]:
    """What finds a key, whichever of its letters are percent-encoded (once or more) or escaped for HTML or JSON."""
    return re.compile("".join(spelled(letter) for letter in plain_key(key)), re.IGNORECASE)


def spelled(letter: str) -> str:
    """A pattern for one letter of a key in all its spellings; letters and digits have only one."""
    if letter.isalnum():
        return re.escape(letter)
    code = f"{ord(letter):02X}"
    ways = [re.escape(letter), rf"%(?:25)*{code}", rf"\\u00{code}", rf"&\#x{code};", rf"&\#{ord(letter)};"]
    ways += {"/": [r"\\/"], "+": [" "]}.get(letter, [])
    return f"(?:{'|'.join(ways)})"
