"""Which of the portal's languages a text is written in, as far as its script tells."""

from __future__ import annotations

import re

# A script that one of our languages alone is written in, as Django's code.
BY_SCRIPT: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), language)
    for pattern, language in (
        (r"[가-힣ᄀ-ᇿㄱ-ㆎ]", "ko"),
        (r"[぀-ヿ]", "ja"),
        (r"[一-鿿㐀-䶿]", "zh-hans"),
        (r"[฀-๿]", "th"),
        (r"[ក-៿]", "km"),
        (r"[຀-໿]", "lo"),
        (r"[က-႟]", "my"),
        (r"[ऀ-ॿ]", "ne"),
        (r"[ঀ-৿]", "bn"),
        (r"[඀-෿]", "si"),
        (r"[؀-ۿݐ-ݿ]", "ur"),
    )
)
CYRILLIC = re.compile(r"[Ѐ-ӿ]")
LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]")
# Letters that Russian does not have.
MONGOLIAN = re.compile(r"[өүӨҮ]")
VIETNAMESE = re.compile(r"[ăđơưĂĐƠƯạ-ỹẠ-Ỹ]")
LATIN_LANGUAGES = ("en", "vi", "uz", "fil", "id")
# What one script may be beside the language that it is taken for.
ALSO = {"zh-hans": ("ja",), "ru": ("mn", "uz")}
# Fewer letters than this say nothing of a language: E-9, ok, 1345.
LEAST_LETTERS = 4


def language_of_script(text: str) -> str:
    """Django's code of the language whose script it is written in; Cyrillic without a letter of Mongolian's own counts
    as Russian. Empty for Latin letters and for next to none."""
    counts = {language: len(pattern.findall(text)) for pattern, language in BY_SCRIPT}
    cyrillic, latin = len(CYRILLIC.findall(text)), len(LATIN.findall(text))
    script = max(counts, key=lambda language: counts[language])
    if counts["ja"] and script in ("zh-hans", "ja"):
        script = "ja"
    # One syllable of Hangul or one sign says as much as several letters; names in Latin letters don't outweigh them.
    if counts[script] * 2 >= max(cyrillic, latin) and counts[script] > 1:
        return script
    if cyrillic >= max(latin, LEAST_LETTERS):
        return "mn" if MONGOLIAN.search(text) else "ru"
    return ""


def written_in(text: str, chosen: str) -> str:
    """Django's code of the language of a text whose author chose `chosen`: that, unless the script says otherwise."""
    script = language_of_script(text)
    if script:
        return chosen if chosen in ALSO.get(script, ()) else script
    if VIETNAMESE.search(text):
        return "vi"
    is_latin = len(LATIN.findall(text)) >= LEAST_LETTERS
    return "en" if is_latin and chosen not in LATIN_LANGUAGES else chosen
