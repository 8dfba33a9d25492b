"""Languages of Gyeonggi's residents: each in its own name and in Korean."""

from __future__ import annotations

from typing import NamedTuple


class Language(NamedTuple):
    """A language: its BCP 47 tag, its name for those who speak it, its name for a Korean clerk."""

    code: str
    own_name: str
    name_ko: str


LANGUAGES: dict[str, Language] = {
    row[0]: Language(*row)
    for row in (
        ("ko", "한국어", "한국어"),
        ("en", "English", "영어"),
        ("zh-Hans", "中文", "중국어"),
        ("vi", "Tiếng Việt", "베트남어"),
        ("ru", "Русский", "러시아어"),
        ("th", "ภาษาไทย", "태국어"),
        ("km", "ភាសាខ្មែរ", "크메르어(캄보디아어)"),
        ("ne", "नेपाली", "네팔어"),
        ("uz-Latn", "Oʻzbekcha", "우즈베크어"),
        ("my", "မြန်မာဘာသာ", "미얀마어"),
        ("mn", "Монгол", "몽골어"),
        ("fil", "Filipino", "필리핀어"),
        ("id", "Bahasa Indonesia", "인도네시아어"),
        ("bn", "বাংলা", "벵골어"),
        ("si", "සිංහල", "스리랑카 싱할라어"),
        ("lo", "ພາສາລາວ", "라오스어"),
        ("ja", "日本語", "일본어"),
        ("ur", "اردو", "우르두어"),
    )
}
