"""Kinds of services, what they cost, and statuses of stay; plain enums that the feed side may use."""

from enum import StrEnum


class ServiceKind(StrEnum):
    """What is done for somebody at a place."""

    GENERAL_CARE = "general_care"
    EMERGENCY_CARE = "emergency_care"
    DENTAL_CARE = "dental_care"
    KOREAN_MEDICINE = "korean_medicine"
    MEDICINES = "medicines"
    PUBLIC_HEALTH = "public_health"
    VACCINATION = "vaccination"
    MATERNITY = "maternity"
    CHILD_HEALTH = "child_health"
    MENTAL_HEALTH = "mental_health"
    INTERPRETING = "interpreting"
    COUNSELLING = "counselling"
    COUNSELLING_STAY = "counselling_stay"
    COUNSELLING_LABOUR = "counselling_labour"
    COUNSELLING_FAMILY = "counselling_family"
    LEGAL_AID = "legal_aid"
    SHELTER = "shelter"
    CHILD_CARE = "child_care"
    KOREAN_CLASS = "korean_class"
    KIIP = "kiip"
    SCHOOL_ENTRY = "school_entry"
    ALIEN_REGISTRATION = "alien_registration"
    STAY_EXTENSION = "stay_extension"
    ADDRESS_REPORT = "address_report"
    JOB_PLACEMENT = "job_placement"
    WORKPLACE_CHANGE = "workplace_change"
    WAGE_CLAIM = "wage_claim"
    INSURANCE_ENROLMENT = "insurance_enrolment"
    TAX_HELP = "tax_help"


# Stored as small integers. Never renumber; a new kind takes the next free number of its ten.
SERVICE_IDS: dict[ServiceKind, int] = {
    ServiceKind.GENERAL_CARE: 1,
    ServiceKind.EMERGENCY_CARE: 2,
    ServiceKind.DENTAL_CARE: 3,
    ServiceKind.KOREAN_MEDICINE: 4,
    ServiceKind.MEDICINES: 5,
    ServiceKind.PUBLIC_HEALTH: 6,
    ServiceKind.VACCINATION: 7,
    ServiceKind.MATERNITY: 8,
    ServiceKind.CHILD_HEALTH: 9,
    ServiceKind.MENTAL_HEALTH: 10,
    ServiceKind.INTERPRETING: 30,
    ServiceKind.COUNSELLING: 31,
    ServiceKind.COUNSELLING_STAY: 32,
    ServiceKind.COUNSELLING_LABOUR: 33,
    ServiceKind.COUNSELLING_FAMILY: 34,
    ServiceKind.LEGAL_AID: 35,
    ServiceKind.SHELTER: 36,
    ServiceKind.CHILD_CARE: 37,
    ServiceKind.KOREAN_CLASS: 50,
    ServiceKind.KIIP: 51,
    ServiceKind.SCHOOL_ENTRY: 52,
    ServiceKind.ALIEN_REGISTRATION: 70,
    ServiceKind.STAY_EXTENSION: 71,
    ServiceKind.ADDRESS_REPORT: 72,
    ServiceKind.JOB_PLACEMENT: 73,
    ServiceKind.WORKPLACE_CHANGE: 74,
    ServiceKind.WAGE_CLAIM: 75,
    ServiceKind.INSURANCE_ENROLMENT: 76,
    ServiceKind.TAX_HELP: 77,
}
SERVICE_OF_ID: dict[int, ServiceKind] = {number: kind for kind, number in SERVICE_IDS.items()}


class Cost(StrEnum):
    """Whether a service costs something."""

    FREE = "free"
    PAID = "paid"
    UNKNOWN = "unknown"


# A service for everybody whatever their status, those without one included.
ANY_STATUS = "any"
# Families of statuses of stay (체류자격). Never renumber.
STATUS_IDS: dict[str, int] = {
    ANY_STATUS: 0, "C-3": 1, "C-4": 2, "D-2": 10, "D-4": 11, "D-8": 12, "D-9": 13, "D-10": 14, "E-7": 20, "E-8": 21,
    "E-9": 22, "E-10": 23, "F-1": 30, "F-2": 31, "F-3": 32, "F-4": 33, "F-5": 34, "F-6": 35, "G-1": 40, "H-1": 50,
    "H-2": 51,
}  # fmt: skip
STATUS_OF_ID: dict[int, str] = {number: status for status, number in STATUS_IDS.items()}
