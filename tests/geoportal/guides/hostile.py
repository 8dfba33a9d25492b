"""A page whose every text is an attack, as its file."""

from __future__ import annotations

from pathlib import Path

import yaml

from tests.geoportal.guides.payloads import PAYLOADS


def write_hostile(folder: Path) -> None:
    """Into housing/hostile.yml, and the same into its English translations."""
    first, *rest = PAYLOADS
    page = {
        "type": "procedure",
        "title": first,
        "summary": PAYLOADS[1],
        "questions": PAYLOADS[:3],
        "procedure": {
            "who": PAYLOADS[2],
            "fee": PAYLOADS[3],
            "online": {"name": PAYLOADS[4], "url": "https://example.org/"},
            "documents": [{"name": text, "note": text} for text in rest[:10]],
            "steps": rest[10:20],
        },
        "body": [{"heading": text, "text": [text, f"- {text}"]} for text in PAYLOADS],
        "faq": [{"q": text, "a": text} for text in PAYLOADS],
        "sources": [{"name": text, "url": 'https://example.org/"onclick="x', "checked_on": None} for text in PAYLOADS],
    }
    text = yaml.safe_dump(page, allow_unicode=True).replace("checked_on: null", "checked_on: 2026-11-29")
    (folder / "housing").mkdir(exist_ok=True)
    (folder / "housing" / "hostile.yml").write_text(text, encoding="utf-8")
