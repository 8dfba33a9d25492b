"""Languages that people speak at places, and how; plain enums and numbers that the feed side may use."""

from collections.abc import Iterable
from enum import StrEnum


class How(StrEnum):
    """In what way a language can be spoken at a place; UNSTATED when its source says only that it can."""

    UNSTATED = ""
    IN_PERSON = "in_person"
    INTERPRETER = "interpreter"
    PHONE = "phone"


# BCP-47 of what is spoken, so without a script. Never renumber; a new language takes the next free number.
LANGUAGE_IDS: dict[str, int] = {
    "ko": 1, "en": 2, "zh": 3, "vi": 4, "ru": 5, "th": 6, "km": 7, "ne": 8, "uz": 9, "my": 10, "mn": 11, "fil": 12,
    "id": 13, "bn": 14, "si": 15, "lo": 16, "ja": 17, "ur": 18, "hi": 19, "kk": 20, "ky": 21, "tg": 22, "ar": 23,
    "fr": 24, "es": 25, "de": 26, "pt": 27, "fa": 28, "ta": 29, "ms": 30, "uk": 31, "tr": 32,
}  # fmt: skip
LANGUAGE_OF_ID: dict[int, str] = {number: language for language, number in LANGUAGE_IDS.items()}
HOW_IDS: dict[How, int] = {How.UNSTATED: 0, How.IN_PERSON: 1, How.INTERPRETER: 2, How.PHONE: 3}
HOW_OF_ID: dict[int, How] = {number: how for how, number in HOW_IDS.items()}
# A language and how it is spoken are kept as one small integer.
WAYS = 10
# Other tags for a language of the list.
SAME_LANGUAGE = {"tl": "fil", "cmn": "zh", "yue": "zh"}


def spoken_tag(tag: str) -> str:
    """The list's tag for any BCP-47 tag (`zh-Hans` is `zh`, `tl` is `fil`); KeyError when it is not in the list."""
    primary = tag.replace("_", "-").split("-")[0].lower()
    found = SAME_LANGUAGE.get(primary, primary)
    if found not in LANGUAGE_IDS:
        raise KeyError(tag)
    return found


def spoken_id(language: str, how: str = "") -> int:
    """The number that stands for a language spoken in one way; `4 * 10 + 1` is Vietnamese in person."""
    return LANGUAGE_IDS[language] * WAYS + HOW_IDS[How(how)]


def spoken_ids(language: str, how: str = "") -> list[int]:
    """The numbers for a language spoken in this way; in any way without one."""
    return [spoken_id(language, how)] if how else [spoken_id(language, way) for way in How]


def by_a_person(numbers: Iterable[int]) -> list[int]:
    """The numbers for what one person speaks who is there: in person where nothing else is stated."""
    unstated, in_person = HOW_IDS[How.UNSTATED], HOW_IDS[How.IN_PERSON]
    return sorted({number + in_person if number % WAYS == unstated else number for number in numbers})


def spoken(number: int) -> tuple[str, How]:
    """The language and how it is spoken, of a number of `spoken_id`."""
    return LANGUAGE_OF_ID[number // WAYS], HOW_OF_ID[number % WAYS]
