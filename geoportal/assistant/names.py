"""Names in a sentence: of regions in any spelling, of institutions, and words that only a name can be."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache

from django.conf import settings

from geoportal.assistant.facts import comparable
from geoportal.assistant.phrases import ANYWHERE

REFERENCE = settings.BASE_DIR / "data" / "reference"
# Cities and sights outside the province, as people write them: a model may not send anybody there.
ELSEWHERE = (
    ("서울", "seoul", "首尔", "ソウル", "сеул", "сөүл", "seul", "โซล", "សេអ៊ូល", "सियोल", "sŏul", "သောင်ဆောလ်", "সিউল"),
    ("부산", "busan", "釜山", "пусан", "ปูซาน", "बुसान", "ប៊ូសាន", "বুসান"),
    ("대구", "daegu", "大邱", "тэгу", "แทกู", "ដេគូ", "देगु"),
    ("인천", "incheon", "仁川", "инчхон", "инчон", "อินชอน", "इन्चन", "អ៊ីនឆុន", "ឥនឆុន", "inchon"),
    ("대전", "daejeon", "大田", "тэджон", "แทจอน", "ដេជុន"), ("울산", "ulsan", "蔚山", "ульсан", "อุลซาน"),
    ("광주광역시", "gwangju metropolitan", "光州广域市"), ("세종", "sejong", "世宗", "седжон", "เซจง"),
    ("제주", "jeju", "济州", "чеджу", "เชจู", "ជេជូ"), ("강원", "gangwon", "江原"), ("전주", "jeonju", "全州"),
    ("천안", "cheonan", "天安"), ("청주", "cheongju", "清州"), ("창원", "changwon", "昌原"), ("포항", "pohang", "浦项"),
    ("명동", "myeongdong", "明洞"), ("강남", "gangnam", "江南"), ("이태원", "itaewon", "梨泰院"),
    ("해운대", "haeundae"),
    ("평양", "pyongyang", "平壤", "пхеньян"), ("tokyo", "도쿄", "東京", "东京", "токио"),
    ("beijing", "베이징", "北京", "пекин"),
)  # fmt: skip
FOREIGN = frozenset({"평양", "tokyo", "beijing"})
IN_KOREA = frozenset(words for words in ELSEWHERE if words[0] not in FOREIGN)
LETTERS_CASED = re.compile(r"[A-Za-zÀ-ɏḀ-ỿЀ-ӿ][A-Za-zÀ-ɏḀ-ỿЀ-ӿ'’ʻ.-]*")
LATIN_WORD = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]{2,}")
HANGUL_WORD = re.compile(r"[가-힣]+")
# Words that begin with a capital in the middle of a sentence and name nothing that could be wrong.
CAPITALS = re.compile(
    r"(?:i|i'm|i'll|korea\w*|korean\w*|south|republic|коре\w*|южн\w*|солонгос\w*|hàn|quốc|selatan|timog|"
    r"koreya\w*|janubiy|anda|вы|вас|вам|ваш\w*|вами|siz\w*|ikaw)[.'’]?"
)
INSTITUTION = re.compile(
    r"([가-힣]{1,12})(병원|의원|센터|학교|대학|약국|경찰서|지구대|사무소|출장소|은행|주민센터|구청|시청|군청|법원|대사관|영사관|"
    r"지청|지사|공단|재단|교회|성당|식당|마트|학원)"
)
INSTITUTION_HAN = re.compile(
    r"[一-鿿]{2}(?:医院|医院|病院|大学|中心|警察署|警察局|事务所|事務所|银行|銀行|市厅|区厅|法院|使馆|教会|薬局|药店)"
)
LANGUAGES_OF_LATIN = frozenset({"en", "vi", "uz", "fil", "id"})
LANGUAGES_OF_CASE = LANGUAGES_OF_LATIN | {"ru", "mn"}


@cache
def regions() -> tuple[tuple[str, ...], ...]:
    """Every region that has a name of its own in our tables, each with its spellings as `comparable`."""
    spellings: dict[str, set[str]] = {}
    with (REFERENCE / "region_names.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            name = row["full_ko"].split()[-1]
            spellings.setdefault(name, set()).update(_short(name, row["name_en"].split(",")[0]))
    with (REFERENCE / "region_words.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            spellings.setdefault(row["name_ko"], set()).add(comparable(row["word"]))
    return (*(tuple(sorted(words)) for words in spellings.values()), *ELSEWHERE)


def _short(korean: str, english: str) -> Iterator[str]:
    """A name of three syllables or more also without its kind: 수원시 and 수원, Suwon-si and Suwon."""
    yield comparable(korean)
    yield comparable(english)
    if len(korean) > 2 and korean[-1] in "시군":
        yield comparable(korean[:-1])
        yield comparable(english.rsplit("-", 1)[0])


@cache
def _named() -> tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]:
    return tuple((words, re.compile("|".join(map(_spelled, words)))) for words in regions())


def _spelled(word: str) -> str:
    if HANGUL_WORD.fullmatch(word):
        return rf"(?<![가-힣]){re.escape(word)}"
    return re.escape(word) if ANYWHERE.search(word) else rf"(?<!\w){re.escape(word)}"


def outside(text: str) -> bool:
    """Whether the text names a place of Korea outside the province."""
    said = comparable(text)
    return any(pattern.search(said) for words, pattern in _named() if words in IN_KOREA)


def unknown_name(text: str, source: str, language: str) -> str:
    """A name in the text that its source does not hold, empty when there is none; `text` as it was written."""
    said, known = comparable(text), comparable(source)
    for words, pattern in _named():
        if (found := pattern.search(said)) and not any(word in known for word in words):
            return found[0]
    return next((name for name in _candidates(text, said, language) if name not in known), "")


def _candidates(text: str, said: str, language: str) -> Iterator[str]:
    """Words that are names or words of another script, each as `comparable`."""
    squeezed = said
    if language in LANGUAGES_OF_CASE:
        yield from _capitals(text)
    if language not in LANGUAGES_OF_LATIN:
        yield from (word for word in LATIN_WORD.findall(squeezed) if not CAPITALS.fullmatch(word))
    if language == "ko":
        yield from ("".join(match) for match in INSTITUTION.findall(squeezed))
    else:
        yield from HANGUL_WORD.findall(squeezed)
    if language in ("zh-hans", "ja"):
        yield from INSTITUTION_HAN.findall(squeezed)


def _capitals(text: str) -> Iterator[str]:
    """Words with a capital that do not begin the sentence."""
    for at, match in enumerate(LETTERS_CASED.finditer(text)):
        word = match[0].rstrip(".-'’")
        small = comparable(word)
        if at and word[:1].isupper() and len(word) > 1 and not CAPITALS.fullmatch(small):
            yield small.removesuffix("'s")
