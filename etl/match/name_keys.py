"""What of a name tells one place from another: legal forms, spaces and changed words taken out, branches kept."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from geoportal.places.categories import Category

HANGUL = re.compile(r"[가-힣]")
ENGLISH_KIND = re.compile(
    r"\b(?:hospital|clinic|dental|dentist|pharmacy|school|kindergarten|cent(?:er|re)|university|office)\b"
)
LATIN_WORDS = re.compile(r"[a-z][a-z'.&\-]*")
FORMER_NAME = re.compile(r"\((?:구|전)[.,:)\s][^()]*\)?")
LEGAL_FORM = re.compile(
    r"\((?:의|사|주|재|복|학|유|사복|의료|재단|사단)\)|^[의사주재복학유]\)|주식회사|(?:의료|학교|재단|사단|사회복지|특수)법인"
)
# `의료법인 ○○의료재단 ○○병원`: who runs it, not what it is called.
OPERATOR = re.compile(r"^\s*\S*?(?:의료재단|복지재단|재단|학원)(?:\s+|(?=\S{2}))(?=\S{2})")
RELIGIOUS_OR_WELFARE = re.compile(r"^.*사회복지법인\s+\S+\s+(?=\S{3})")
BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]?")
SHOP_BRANCH = re.compile(r"(?<=[가-힣])(?:(?<=원|국|과|스|터)\s*|\s+)([가-힣0-9a-z]{1,10})(?:점|분원)$")
SCHOOL_BRANCH = re.compile(r"(?<=학교)\s*([가-힣]+?)\s*분교(?:장)?$")
HEAD_OFFICE = frozenset({"본", "본원"})
NOT_LETTERS = re.compile(r"[^가-힣a-z0-9]")

# Names of specialities and offices that the law has changed, old to new.
CHANGED_WORDS = (
    ("신경정신과", "정신건강의학과"), ("정신과", "정신건강의학과"), ("소아과", "소아청소년과"),
    ("비뇨기과", "비뇨의학과"), ("진단방사선과", "영상의학과"), ("방사선과", "영상의학과"),
    ("마취통증의학과", "통증의학과"), ("마취과", "통증의학과"), ("일반외과", "외과"), ("산업의학과", "직업환경의학과"),
    ("건강가정다문화가족지원센터", "가족센터"), ("건강가정지원센터", "가족센터"), ("다문화가족지원센터", "가족센터"),
    ("동사무소", "동행정복지센터"), ("동주민센터", "동행정복지센터"), ("면사무소", "면행정복지센터"),
    ("읍사무소", "읍행정복지센터"),
)  # fmt: skip
SCHOOL_ENDINGS = {
    Category.ELEMENTARY_SCHOOL: (("초등학교", r"초(?:교)?$"),),
    Category.MIDDLE_SCHOOL: (("여자중학교", r"여중$"), ("중학교", r"중$")),
    Category.HIGH_SCHOOL: (("여자고등학교", r"여고$"), ("고등학교", r"고(?:교)?$")),
}
# Kinds of medical institution; two of different kinds are never one place, even in one building.
KINDS = (
    ("dental", ("치과",)),
    ("oriental", ("한의원", "한방")),
    ("public", ("보건소", "보건지소", "보건진료소", "보건의료원")),
)
ENGLISH_KINDS = (("dental", ("dental", "dentist")), ("oriental", ("oriental", "korean medicine")))
KIND_OF = {
    Category.DENTAL_CLINIC: "dental", Category.ORIENTAL_CLINIC: "oriental", Category.PUBLIC_HEALTH_CENTER: "public",
    Category.PHARMACY: "pharmacy",
}  # fmt: skip
MEDICAL = frozenset(
    {
        Category.HOSPITAL, Category.CLINIC, Category.DENTAL_CLINIC, Category.ORIENTAL_CLINIC,
        Category.PUBLIC_HEALTH_CENTER,
    }
)  # fmt: skip
TYPE_ENDINGS = {
    "medical": re.compile(r"(?:종합병원|병원|의원)$"),
    "dental": re.compile(r"치과(?:병원|의원)?$"),
    "oriental": re.compile(r"(?:한방병원|한방의원|한의원)$"),
    "pharmacy": re.compile(r"약국$"),
}
OPERATED = re.compile(r"^.{1,20}(?:대학교|대학|재단|학원|부설|부속|협회)(?=.{2})")
SPECIALITY = re.compile(
    r"(?:정형|신경|성형|흉부|항)?외과|내과|피부과|안과|이비인후과|소아청소년과|산부인과|비뇨의학과|정신건강의학과"
    r"|통증의학과|영상의학과|재활의학과|가정의학과|직업환경의학과|진단검사의학과|신경과|병리과|아이들|노인"
)
# Two institutions, however alike the rest of their names is.
SUBTYPE = re.compile(r"보건지소|보건진료소|보건의료원|보건소|모자보건|건강생활지원|요양")
OFFICIAL = ("경기도립", "경기도", "경기", "시립", "도립", "국립", "공립")
# What is left of these names says too little.
PLAIN = frozenset(
    {
        "요양", "한방", "치과", "어린이", "재활", "여성", "정신", "내과", "외과", "안과", "피부과", "소아청소년과",
        "산부인과", "보건소", "보건지소", "보건",
    }
)  # fmt: skip


class NameKey(NamedTuple):
    """`core` is the name without legal form, spaces and branch; `stem` is the core without its type word
    (`의원`, `약국`), equal to it for schools and offices; `loose` is the stem without a city or operator before
    it; `branch` tells branches of one name apart; `kind` is `medical`, `dental`, `oriental`, `public`,
    `pharmacy`, or `other`; `subtype` tells health centres, their branches and long-term care hospitals (`요양`)
    from others of their kind; `is_latin` when there is no Hangul in the name."""

    core: str
    stem: str
    loose: str
    branch: str
    kind: str
    subtype: str
    is_latin: bool


@lru_cache(maxsize=200_000)
def name_key(name_ko: str, category: str, regions: tuple[str, ...] = ()) -> NameKey:
    """The key of a name; `regions` are the words for its si/gun and gu, which may stand before a name."""
    text = unicodedata.normalize("NFKC", name_ko).casefold().strip()
    is_latin = not HANGUL.search(text)
    text, branch = _branch(_without_forms(text if is_latin else _without_english(text)))
    core = NOT_LETTERS.sub("", text) or NOT_LETTERS.sub("", name_ko.casefold()) or name_ko.casefold().strip()
    core = _renewed(core, category)
    kind = kind_of(name_ko.casefold(), core, category)
    stem = TYPE_ENDINGS[kind].sub("", core) if kind in TYPE_ENDINGS else core
    subtype = next(reversed(SUBTYPE.findall(core)), "") if category in MEDICAL else ""
    return NameKey(core, stem or core, _loose(stem or core, regions), branch, kind, subtype, is_latin)


def kind_of(text: str, core: str, category: str) -> str:
    """The kind of institution: what the name says goes before the category, which maps often choose too widely."""
    if category not in MEDICAL:
        return KIND_OF.get(Category(category), "other")
    if category in (Category.HOSPITAL, Category.CLINIC):
        said = next(
            (
                kind
                for kind, words in KINDS
                if any(core.endswith((word, word + "병원", word + "의원")) for word in words)
            ),
            "",
        )
        said = said or next((kind for kind, words in ENGLISH_KINDS if any(word in text for word in words)), "")
        return said or "medical"
    return KIND_OF[Category(category)]


def _without_english(text: str) -> str:
    """`지은의원 (Jieun Clinic)` without its English; names with a Latin letter in them keep it."""
    return LATIN_WORDS.sub(" ", text) if ENGLISH_KIND.search(text) else text


def _without_forms(text: str) -> str:
    """Without legal forms, the foundation that runs the place, and former names."""
    text = RELIGIOUS_OR_WELFARE.sub("", FORMER_NAME.sub(" ", text))
    plain = LEGAL_FORM.sub(" ", text).strip()
    return OPERATOR.sub("", plain).strip() or plain


def _branch(text: str) -> tuple[str, str]:
    """The name without its branch and without what is in brackets; the branch."""
    inside = [word.strip() for word in BRACKETS.findall(text)]
    outside = BRACKETS.sub(" ", text).strip() or " ".join(inside)
    stated = next((word for word in inside if word.endswith(("점", "분원"))), "")
    branch = re.sub(r"(?:점|분원)$", "", stated)
    for pattern in (SCHOOL_BRANCH, SHOP_BRANCH):
        if match := pattern.search(outside):
            branch, outside = match[1], outside[: match.start()]
    return outside, "" if branch in HEAD_OFFICE else NOT_LETTERS.sub("", branch)


def _renewed(core: str, category: str) -> str:
    """With today's words for yesterday's: `소아과` is `소아청소년과`, `여고` is `여자고등학교`."""
    for old, new in CHANGED_WORDS:
        if old in core and new not in core:
            core = core.replace(old, new)
    for full, ending in SCHOOL_ENDINGS.get(Category(category), ()):
        core = re.sub(ending, full, core)
    return core


def _loose(stem: str, regions: tuple[str, ...]) -> str:
    """The stem without the city or the operator before it: `수원시장안구보건소` -> `장안구보건소`. As much of it stays
    as says more than the kind: `평택시평택보건소` -> `평택보건소`."""
    shorter = OPERATED.sub("", stem)
    left = [stem, shorter]
    for word in (*OFFICIAL, *regions):
        if shorter.startswith(word) and len(shorter) > len(word):
            shorter = shorter.removeprefix(word)
            left.append(shorter)
    return next(name for name in reversed(left) if name not in PLAIN or name == stem)
