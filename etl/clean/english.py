"""English names and addresses, made here where the source gives none and marked as made here."""

from __future__ import annotations

import re
from typing import Any

from etl.clean.romanize import latin_sounds, romanize_address
from etl.clean.text import one_line
from etl.record import EventRecord, PlaceRecord, changed

MAX_NAME = 200
MAX_ADDRESS = 300
HANGUL = re.compile(r"[가-힣]+")
LEGAL_FORM = re.compile(r"\((?:사|의|재|주|학|복|유)\)|^(?:사단|의료|재단|학교|사회복지)법인")
# Words for kinds of institutions, at the end of a name; the longest that fits is taken.
KINDS = {
    "치과병원": "Dental Hospital",
    "치과의원": "Dental Clinic",
    "한방병원": "Korean Medicine Hospital",
    "한의원": "Korean Medicine Clinic",
    "요양병원": "Long-term Care Hospital",
    "정신병원": "Psychiatric Hospital",
    "어린이병원": "Children's Hospital",
    "대학교병원": "University Hospital",
    "대학병원": "University Hospital",
    "종합병원": "General Hospital",
    "병원": "Hospital",
    "산부인과의원": "Obstetrics and Gynecology Clinic",
    "소아청소년과의원": "Pediatric Clinic",
    "소아과의원": "Pediatric Clinic",
    "이비인후과의원": "ENT Clinic",
    "정형외과의원": "Orthopedic Clinic",
    "성형외과의원": "Plastic Surgery Clinic",
    "신경외과의원": "Neurosurgery Clinic",
    "마취통증의학과의원": "Pain Clinic",
    "통증의학과의원": "Pain Clinic",
    "정신건강의학과의원": "Psychiatry Clinic",
    "가정의학과의원": "Family Medicine Clinic",
    "재활의학과의원": "Rehabilitation Clinic",
    "영상의학과의원": "Radiology Clinic",
    "비뇨의학과의원": "Urology Clinic",
    "비뇨기과의원": "Urology Clinic",
    "피부과의원": "Dermatology Clinic",
    "신경과의원": "Neurology Clinic",
    "안과의원": "Eye Clinic",
    "내과의원": "Internal Medicine Clinic",
    "외과의원": "Surgery Clinic",
    "여성의원": "Women's Clinic",
    "여성병원": "Women's Hospital",
    "의원": "Clinic",
    "보건의료원": "Public Health Medical Center",
    "보건진료소": "Public Health Post",
    "보건지소": "Public Health Branch",
    "보건소": "Public Health Center",
    "약국": "Pharmacy",
    "유치원": "Kindergarten",
    "초등학교": "Elementary School",
    "여자중학교": "Girls' Middle School",
    "중학교": "Middle School",
    "여자고등학교": "Girls' High School",
    "고등학교": "High School",
    "특수학교": "Special School",
    "대안학교": "Alternative School",
    "학교": "School",
    "분교장": "Branch School",
    "분교": "Branch School",
    "교육지원청": "Office of Education",
    "출입국·외국인청": "Immigration Office",
    "지방고용노동청": "Regional Employment and Labor Office",
    "세무서": "Tax Office",
    "고용센터": "Employment Center",
    "지사": "Branch",
    "센터": "Center",
}
LONGEST_FIRST = sorted(KINDS, key=len, reverse=True)


def clean(record: PlaceRecord | EventRecord) -> PlaceRecord | EventRecord:
    """The record with an English name, and for a place an English address, if one can be made."""
    made: dict[str, Any] = {}
    if not record.name_en:
        made |= {"name_en": english(record.name_ko)[:MAX_NAME], "name_en_generated": True}
    if isinstance(record, PlaceRecord) and not record.address_en:
        made["address_en"] = romanize_address(record.address_ko)[:MAX_ADDRESS]
    return changed(record, **made)


def english(name_ko: str) -> str:
    """The name in Latin letters with the kind of institution in English: 둔곡초등학교 -> `Dungok Elementary School`."""
    stem = one_line(LEGAL_FORM.sub(" ", name_ko)) or name_ko
    kinds: list[str] = []
    while kind := next((word for word in LONGEST_FIRST if stem.endswith(word)), None):
        kinds.append(KINDS[kind])
        stem = stem.removesuffix(kind).strip()
    return " ".join([latin(stem), *kinds]).strip() or latin(name_ko)


def latin(text: str) -> str:
    """Each run of Hangul as a capitalised word; the rest as it is."""
    spaced = HANGUL.sub(lambda run: f" {latin_sounds(run.group()).capitalize()} ", text)
    return re.sub(r"(?<=[(\[<]) | (?=[)\]>,.·])", "", one_line(spaced))
