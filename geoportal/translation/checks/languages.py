"""What each language may do with digits, months, number words and length; tables of data."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from django.conf import settings
from django.utils import translation
from django.utils.dates import MONTHS, MONTHS_ALT

# Regular expressions of the words for 1, 2, 3 ... in order; matched as whole words where the script has spaces.
NUMBER_WORDS: dict[str, tuple[str, ...]] = {
    "en": (
        "one|once|an?|first|single", "two|twice|second|both", "three|third", "four|fourth", "five|fifth", "six|sixth",
        "seven|seventh", "eight|eighth", "nine|ninth", "ten|tenth", "eleven", "twelve|twelfth",
    ),
    "zh": ("[一壹首]", "[二两双]", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"),
    "vi": (
        "một|mỗi|đầu tiên|thứ nhất", "hai", "ba", "bốn|tư", "năm", "sáu", "bảy|bẩy", "tám", "chín", "mười",
        "mười một", "mười hai",
    ),
    "ru": (
        r"од(?:ин|н\w+)|перв\w+|раз", r"дв\w+|втор\w+|об[ае]\w*", r"тр[иеё]\w*", r"чет[ыв]\w+", r"пят\w+", r"шест\w+",
        r"сем[ьи]\w*|седьм\w+", r"вос[ье]м\w+", r"девят\w+", r"десят\w+", r"одиннадцат\w+", r"двенадцат\w+",
    ),
    "th": ("หนึ่ง|แรก|ละ|เดียว", "สอง|ทั้งคู่", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า", "สิบ", "สิบเอ็ด", "สิบสอง"),
    "km": (
        "មួយ|ទីមួយ|ដំបូង", "ពីរ", "បី", "បួន", "ប្រាំ", "ប្រាំមួយ", "ប្រាំពីរ", "ប្រាំបី", "ប្រាំបួន", "ដប់", "ដប់មួយ", "ដប់ពីរ",
    ),
    "ko": (
        "한|하나|첫|첫째", "두|둘|둘째", "세|셋|석|셋째", "네|넷|넉|넷째", "다섯", "여섯", "일곱", "여덟", "아홉",
        "열", "열한", "열두",
    ),
}  # fmt: skip

# Words that multiply the number before them.
SCALES: dict[str, dict[int, str]] = {
    "en": {1_000: "thousand|k", 1_000_000: "million", 1_000_000_000: "billion"},
    "zh": {1_000: "千", 10_000: "万", 100_000_000: "亿"},
    "vi": {1_000: "nghìn|ngàn", 1_000_000: "triệu", 1_000_000_000: "tỷ|tỉ"},
    "ru": {1_000: r"тыс\w*\.?", 1_000_000: r"млн\.?|миллион\w*", 1_000_000_000: r"млрд\.?|миллиард\w*"},
    "th": {1_000: "พัน", 10_000: "หมื่น", 100_000: "แสน", 1_000_000: "ล้าน"},
    "km": {1_000: "ពាន់", 10_000: "ម៉ឺន|មុឺន", 100_000: "សែន", 1_000_000: "លាន"},
    "ja": {1_000: "千", 10_000: "万", 100_000_000: "億"},
    "ko": {1_000: "천", 10_000: "만", 1_000_000: "백만", 10_000_000: "천만", 100_000_000: "억"},
}

# How the won is named.
WON: dict[str, str] = {
    "en": r"won\b|KRW|₩", "zh": "韩元|韩币|KRW|₩", "vi": r"\bwon\b|KRW|₩", "ru": r"вон\w*|KRW|₩", "th": "วอน|KRW|₩",
    "km": "វ៉ុន|វុន|KRW|₩", "ko": "원",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rules:
    """What one language allows. `ratio`: letters for each letter of Korean, above which a text is too long."""

    language: str
    other_digits: bool = False
    # Invisible characters that the script needs: joiners, and spaces without width between words.
    invisible: str = ""
    ratio: float = 6.0
    # The text is Korean itself, in easy words.
    hangul: bool = False
    # Words of this script are not parted by spaces.
    unspaced: bool = False
    weekday_numbers: bool = False
    months: tuple[tuple[str, ...], ...] = field(default=())


ZERO_WIDTH, NON_JOINER, JOINER, LRM, RLM = "\u200b", "\u200c", "\u200d", "\u200e", "\u200f"
TABLE: dict[str, Rules] = {
    rules.language: rules
    for rules in (
        Rules("en"),
        Rules("ko", ratio=2.5, hangul=True),
        Rules("zh", ratio=2.5, unspaced=True),
        Rules("vi", ratio=6.5, weekday_numbers=True),
        Rules("ru", ratio=7.0),
        Rules("th", ratio=6.5, unspaced=True, invisible=ZERO_WIDTH),
        Rules("km", ratio=9.0, unspaced=True, invisible=ZERO_WIDTH + NON_JOINER),
        Rules("my", ratio=9.0, unspaced=True, other_digits=True, invisible=ZERO_WIDTH),
        Rules("lo", ratio=7.0, unspaced=True, invisible=ZERO_WIDTH),
        Rules("ja", ratio=3.0, unspaced=True),
        Rules("ne", ratio=7.0, other_digits=True, invisible=NON_JOINER + JOINER),
        Rules("bn", ratio=7.0, other_digits=True, invisible=NON_JOINER + JOINER),
        Rules("si", ratio=7.0, invisible=NON_JOINER + JOINER),
        Rules("ur", ratio=6.5, other_digits=True, invisible=NON_JOINER + LRM + RLM),
        Rules("mn", ratio=7.0),
        Rules("uz", ratio=7.0),
        Rules("fil", ratio=7.0),
        Rules("id", ratio=7.0),
    )
}


def base_of(language: str) -> str:
    """The primary subtag: `zh` of `zh-Hans`."""
    return language.split("-")[0].lower()


def rules_of(language: str) -> Rules:
    """What the language allows; one that is not in the table gets the strict rules."""
    base = base_of(language)
    return TABLE.get(base, Rules(base))


@lru_cache(maxsize=64)
def month_names(base: str) -> tuple[tuple[str, ...], ...]:
    """For each month 1-12 its names in the language, in the forms that Django knows, lower case."""
    known = {code for code, _name in settings.LANGUAGES} | {"zh-hans", base}
    code = next((code for code in (base, f"{base}-hans") if code in known and translation.check_for_language(code)), "")
    if not code:
        return ((),) * 12
    with translation.override(code):
        forms = [{str(MONTHS[month]).lower(), str(MONTHS_ALT[month]).lower()} for month in range(1, 13)]
    if code == "ru":  # в январе, beside январь and января
        forms = [{*names, *(f"{name[:-1]}е" for name in names)} for names in forms]
    return tuple(tuple(sorted(names)) for names in forms)
