"""Phone numbers: one number that a phone can dial, grouped as Koreans write it, and the same for callers abroad."""

from __future__ import annotations

import re

import phonenumbers
from phonenumbers import PhoneNumberFormat, PhoneNumberType

from etl.clean.text import one_line
from etl.record import EventRecord, PlaceRecord, changed

# By the start of the address; three si of Gyeonggi belong to the areas of Seoul and Incheon.
AREA_CODES = {
    "경기도 광명시": "02",
    "경기도 과천시": "02",
    "경기도 부천시": "032",
    "경기": "031",
    "서울": "02",
    "인천": "032",
}
FULL_NUMBER = re.compile(r"(02|0\d{2}|050\d)(\d{3,4})(\d{4})")
LOCAL_NUMBER = re.compile(r"(\d{3,4})(\d{4})")
# `031-120`: a short code of one province, dialled with its area code.
AREA_AND_SHORT = re.compile(r"(0[3-6][1-5])(1\d{2})")
NATIONWIDE = re.compile(r"(1[5-8]\d\d)(\d{4})")
AREA_BEFORE_NATIONWIDE = re.compile(r"^0(?:2|[3-6][1-5])(?=1[5-8]\d{6}$)")
SHORT = re.compile(r"1\d{2,3}")
SECOND_NUMBER = re.compile(r"[~,/;·]|\s(?:or|또는)\s")
REMARK = re.compile(r"\s*\(?\s*[가-힣].*$")
COUNTRY_CODE = re.compile(r"^(?:\+|00)82[\s.-]*(?:\(0\))?0?")
# What nobody abroad is promised to reach: free numbers (080), nationwide ones (15xx), paid ones (060).
HOME_ONLY = frozenset({PhoneNumberType.TOLL_FREE, PhoneNumberType.UAN, PhoneNumberType.PREMIUM_RATE})
NOT_DIGITS = re.compile(r"\D")
BETWEEN = re.compile(r"^[\d\s().+-]*$")


def clean(record: PlaceRecord | EventRecord) -> PlaceRecord | EventRecord:
    """The record with its number in one form, or without one."""
    return changed(record, phone=tidy(record.phone, area=area_code(record.address_ko)))


def area_code(address_ko: str) -> str:
    """The area code where an address lies; empty when that is not known."""
    return next((code for start, code in AREA_CODES.items() if address_ko.startswith(start)), "")


def tidy(phone: str, *, area: str) -> str:
    """The first number in the text, dialable: `292-6788` in area 031 -> `031-292-6788`, `-` -> ``.

    Without an area code a local number is dropped. Handles +82, ranges (`123-4567~8`), extensions
    (`3-3-4-1`), remarks (`123-4567(대표)`) and 4-4-4 numbers.
    """
    first = SECOND_NUMBER.split(one_line(phone), maxsplit=1)[0].strip()
    first = COUNTRY_CODE.sub("0", REMARK.sub("", first))
    if not BETWEEN.match(first):
        return ""
    return grouped(NOT_DIGITS.sub("", without_extension(first)), area=area)


def without_extension(number: str) -> str:
    """`031-123-4567-8` without what follows the last four digits of the number."""
    parts = re.split(r"[\s.()-]+", number.strip(" -.()"))
    if len(parts) == 4 and len(parts[2]) == 4:
        return "".join(parts[:3])
    return "".join(parts)


def grouped(digits: str, *, area: str) -> str:
    """Digits with hyphens where a Korean number has them; `` when they are no number.

    No exchange begins with 15 to 18: `031-1577-0032` is 1577-0032 with an area code that does not belong there.
    """
    digits = AREA_BEFORE_NATIONWIDE.sub("", digits)
    if match := NATIONWIDE.fullmatch(digits):
        return "-".join(match.groups())
    if match := AREA_AND_SHORT.fullmatch(digits):
        return "-".join(match.groups())
    local = LOCAL_NUMBER.fullmatch(digits)
    if area and local and not digits.startswith("0"):
        return "-".join([area, *local.groups()])
    match = FULL_NUMBER.fullmatch(digits)
    if match and digits.strip("0") != match[1].strip("0"):
        return "-".join(match.groups())
    return digits if SHORT.fullmatch(digits) else ""


def e164(display: str) -> str:
    """A number as `tidy` gives it, for callers abroad: `031-219-5114` -> `+82312195114`.

    Empty for a number that can't be dialled from abroad (119, 1345) or that nobody promises to be reached there:
    the library counts `+82 1577 1120` and `+82 80 ...` as valid but knows nothing of where they are connected, and
    lacks nationwide numbers that are in use (1811, 1551). Empty too for what its tables say Korea does not have.
    """
    digits = NOT_DIGITS.sub("", display)
    if not (FULL_NUMBER.fullmatch(digits) or AREA_AND_SHORT.fullmatch(digits)):
        return ""
    number = phonenumbers.parse(display, "KR")
    if not phonenumbers.is_valid_number(number) or phonenumbers.number_type(number) in HOME_ONLY:
        return ""
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)
