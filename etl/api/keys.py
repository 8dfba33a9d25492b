"""Keys of the public data APIs: one spelling going out, and none ever coming back in what is saved or said."""

from __future__ import annotations

import hashlib
import html
import json
import re
from urllib.parse import quote, quote_plus, unquote

HIDDEN = "[key]"


def plain_key(stated: str) -> str:
    """The key as it is, however the operator copied it: the portal also shows it percent-encoded."""
    key = stated.strip().strip("\"'")
    return unquote(key) if "%" in key else key


def fingerprint(key: str) -> str:
    """A short name for a key that does not give it away."""
    return hashlib.sha256(plain_key(key).encode()).hexdigest()[:12]


def spellings(key: str) -> list[str]:
    """Every way a key may come back in: as it is, percent-encoded once or twice, escaped for HTML or JSON."""
    plain = plain_key(key)
    once = {plain, quote(plain, safe=""), quote(plain), quote_plus(plain), key.strip()}
    twice = {quote(one, safe="") for one in once}
    escaped = {form for one in once for form in (html.escape(one), json.dumps(one)[1:-1].replace("/", "\\/"))}
    return sorted({one for one in once | twice | escaped if one}, key=len, reverse=True)


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


def pattern(key: str) -> re.Pattern[str]:
    """What finds a key in all its spellings."""
    return re.compile("|".join(re.escape(one) for one in spellings(key)), re.IGNORECASE)
