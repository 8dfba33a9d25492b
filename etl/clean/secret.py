"""Places whose address is kept secret to protect those who live there: never loaded, never kept in quarantine."""

from __future__ import annotations

import re
import unicodedata

from etl.record import EventRecord, PlaceRecord, Skip

REASON = "secret_address"
# Shelters that everybody may and should find: from heat and cold, on the road, for delivery riders.
PUBLIC = re.compile(r"(?:무더위|한파|폭염|미세먼지|이동노동자|배달노동자|졸음|버스|안심귀갓길|치매안심|반려동물)쉼터")
# Whom a house of refuge protects.
VICTIMS = (
    "폭력", "성매매", "성착취", "성범죄", "학대", "인신매매", "스토킹", "피해아동", "피해노인", "피해장애인",
    "이주여성",
)  # fmt: skip
HOUSES = (
    "쉼터", "보호시설", "보호소", "피난처", "그룹홈", "공동생활가정", "지원시설", "생활시설", "자활지원센터",
    "임시숙소", "긴급숙소",
)  # fmt: skip
WOMEN = re.compile(
    r"(?:여성|모자|모성|미혼모)(?:의집|의)?(?:긴급|일시|임시|단기|장기)?(?:쉼터|보호시설|보호소|피난처|그룹홈)"
)
# Longer texts tell what a place does for others, not what it is.
KIND_LENGTH = 30
ENGLISH = re.compile(
    r"\b(?:women|woman|abuse|abused|violence|victims?|trafficking)\b.*\b(?:safe house|shelter|refuge)\b"
    r"|\b(?:safe house|shelter|refuge)s?\b.*\b(?:women|abused|violence|victims?|trafficking)\b"
)
NOT_LETTERS = re.compile(r"[^0-9a-z가-힣]")


def clean(record: PlaceRecord | EventRecord) -> PlaceRecord | EventRecord | Skip:
    """The record, unless its name or what its source calls it says that its address is secret."""
    kinds = [text for text in record.attributes.values() if isinstance(text, str) and len(text) <= KIND_LENGTH]
    if isinstance(record, EventRecord):
        kinds.append(record.venue_ko)
    secret = any(is_secret(name, kind) for name in (record.name_ko, record.name_en) for kind in ("", *kinds))
    return Skip(REASON) if secret else record


def is_secret(name: str, kind: str = "") -> bool:
    """Whether a name, or a name with what a source calls its kind, is of a house of refuge for victims of
    violence: 이주여성쉼터, 가정폭력 피해자 보호시설, 성매매피해자 지원시설. Counselling offices are not:
    who needs them must find them."""
    text = unicodedata.normalize("NFC", f"{name} {kind}").lower()
    korean = PUBLIC.sub(" ", NOT_LETTERS.sub("", text))
    of_victims = any(word in korean for word in VICTIMS) and any(word in korean for word in HOUSES)
    return of_victims or bool(WOMEN.search(korean)) or bool(ENGLISH.search(text))
