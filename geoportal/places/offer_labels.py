"""Names of services, languages and costs for readers."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from geoportal.places.kinds import Cost, ServiceKind
from geoportal.places.languages import How, spoken

SERVICES: dict[ServiceKind, Promise] = {
    ServiceKind.GENERAL_CARE: _("Medical care"),
    ServiceKind.EMERGENCY_CARE: _("Emergency care"),
    ServiceKind.DENTAL_CARE: _("Dental care"),
    ServiceKind.KOREAN_MEDICINE: _("Korean medicine"),
    ServiceKind.MEDICINES: _("Medicines"),
    ServiceKind.PUBLIC_HEALTH: _("Public health"),
    ServiceKind.VACCINATION: _("Vaccination"),
    ServiceKind.MATERNITY: _("Pregnancy and birth"),
    ServiceKind.CHILD_HEALTH: _("Children's health"),
    ServiceKind.MENTAL_HEALTH: _("Mental health"),
    ServiceKind.INTERPRETING: _("Interpreting"),
    ServiceKind.COUNSELLING: _("Counselling"),
    ServiceKind.COUNSELLING_STAY: _("Counselling on stay and visas"),
    ServiceKind.COUNSELLING_LABOUR: _("Counselling on work and wages"),
    ServiceKind.COUNSELLING_FAMILY: _("Family counselling"),
    ServiceKind.LEGAL_AID: _("Legal aid"),
    ServiceKind.SHELTER: _("Shelter"),
    ServiceKind.CHILD_CARE: _("Child care"),
    ServiceKind.KOREAN_CLASS: _("Korean classes"),
    ServiceKind.KIIP: _("Social integration program (KIIP)"),
    ServiceKind.SCHOOL_ENTRY: _("Entering school"),
    ServiceKind.ALIEN_REGISTRATION: _("Foreigner registration"),
    ServiceKind.STAY_EXTENSION: _("Extension of stay"),
    ServiceKind.ADDRESS_REPORT: _("Reporting a new address"),
    ServiceKind.JOB_PLACEMENT: _("Finding work"),
    ServiceKind.WORKPLACE_CHANGE: _("Change of workplace"),
    ServiceKind.WAGE_CLAIM: _("Unpaid wages"),
    ServiceKind.INSURANCE_ENROLMENT: _("Joining health insurance"),
    ServiceKind.TAX_HELP: _("Help with taxes"),
}
LANGUAGES: dict[str, Promise] = {
    "ko": _("Korean"), "en": _("English"), "zh": _("Chinese"), "vi": _("Vietnamese"), "ru": _("Russian"),
    "th": _("Thai"), "km": _("Khmer"), "ne": _("Nepali"), "uz": _("Uzbek"), "my": _("Burmese"), "mn": _("Mongolian"),
    "fil": _("Filipino"), "id": _("Indonesian"), "bn": _("Bengali"), "si": _("Sinhala"), "lo": _("Lao"),
    "ja": _("Japanese"), "ur": _("Urdu"), "hi": _("Hindi"), "kk": _("Kazakh"), "ky": _("Kyrgyz"), "tg": _("Tajik"),
    "ar": _("Arabic"), "fr": _("French"), "es": _("Spanish"), "de": _("German"), "pt": _("Portuguese"),
    "fa": _("Persian"), "ta": _("Tamil"), "ms": _("Malay"), "uk": _("Ukrainian"), "tr": _("Turkish"),
}  # fmt: skip
WAYS: dict[How, Promise] = {
    How.UNSTATED: _("%(language)s"),
    How.IN_PERSON: _("%(language)s in person"),
    How.INTERPRETER: _("%(language)s by an interpreter"),
    How.PHONE: _("%(language)s by telephone"),
}
HOWS: dict[How, Promise] = {
    How.IN_PERSON: _("In person"),
    How.INTERPRETER: _("By an interpreter"),
    How.PHONE: _("By telephone"),
}
COSTS: dict[Cost, Promise] = {Cost.FREE: _("free"), Cost.PAID: _("costs money"), Cost.UNKNOWN: _("cost unknown")}


def spoken_label(number: int) -> str:
    """`Vietnamese in person`, for a number of `languages.spoken_id`."""
    language, how = spoken(number)
    return str(WAYS[how]) % {"language": LANGUAGES[language]}


def languages_label(numbers: Iterable[int] | None) -> str:
    """All languages in words, or that they are unknown."""
    if numbers is None:
        return _now("languages unknown")
    return ", ".join(spoken_label(number) for number in numbers) or _now("no other language")
