"""What each provider's result codes mean, and what is to be done about them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

from etl.errors import FetchFailed
from etl.source import Provider


class Fault(StrEnum):
    """What is to be done about an answer without rows.

    `passing`: ask again in a while; `spent`: today's calls are used up, go on after midnight in Korea;
    `setup`: a key or a permission has to be seen to by the operator; `broken`: not an answer at all;
    `unknown`: a code that nobody has described, so it is not asked again.
    """

    PASSING = "passing"
    SPENT = "spent"
    SETUP = "setup"
    BROKEN = "broken"
    UNKNOWN = "unknown"


class Refusal(FetchFailed):
    """The provider's answer was no. `code` is the provider's own, "" when it gave none."""

    def __init__(self, message: str, *, fault: Fault, code: str = "") -> None:
        super().__init__(message)
        self.fault = fault
        self.code = code


Meaning = tuple[Fault, str]

# The portal's guide to its error codes; 99 is used for faults of the moment, so it is asked again.
DATAGO: Mapping[str, Meaning] = {
    "1": (Fault.PASSING, "the provider's program failed"),
    "2": (Fault.PASSING, "the provider's database failed"),
    "4": (Fault.PASSING, "the provider could not be reached by its gateway"),
    "5": (Fault.PASSING, "the provider took too long"),
    "10": (Fault.SETUP, "a parameter is wrong"),
    "11": (Fault.SETUP, "a parameter is missing"),
    "12": (Fault.SETUP, "there is no such service (any more)"),
    "20": (Fault.SETUP, "the key has no access to this dataset, or none was sent"),
    "21": (Fault.SETUP, "the key is blocked for the moment"),
    "22": (Fault.SPENT, "today's calls are used up"),
    "23": (Fault.PASSING, "too many calls at once"),
    "30": (Fault.SETUP, "the key is not registered for this dataset; a new one takes an hour or so to be known"),
    "31": (Fault.SETUP, "the permission to use this dataset has run out"),
    "32": (Fault.SETUP, "calls from this address (IP) are not registered"),
    "33": (Fault.SETUP, "the call is not signed"),
    "99": (Fault.PASSING, "the provider does not say what failed"),
    # The ministry's own codes for permits are -1 to -5; only this one is described.
    "-4": (Fault.SETUP, "the key is not registered for this dataset"),
}
DATAGO_NAMES: Mapping[str, str] = {
    "APPLICATION_ERROR": "1",
    "DB_ERROR": "2",
    "NODATA_ERROR": "3",
    "HTTP_ERROR": "4",
    "SERVICETIMEOUT_ERROR": "5",
    "SERVICETIME_OUT": "5",
    "INVALID_REQUEST_PARAMETER_ERROR": "10",
    "NO_MANDATORY_REQUEST_PARAMETERS_ERROR": "11",
    "NO_OPENAPI_SERVICE_ERROR": "12",
    "SERVICE_ACCESS_DENIED_ERROR": "20",
    "SERVICE_KEY_IS_NULL": "20",
    "TEMPORARILY_DISABLE_THE_SERVICEKEY_ERROR": "21",
    "LIMITED_NUMBER_OF_SERVICE_REQUESTS_EXCEEDS_ERROR": "22",
    "LIMITED_NUMBER_OF_SERVICE_REQUESTS_PER_SECOND_EXCEEDS_ERROR": "23",
    "SERVICE_KEY_IS_NOT_REGISTERED_ERROR": "30",
    "DEADLINE_HAS_EXPIRED_ERROR": "31",
    "UNREGISTERED_IP_ERROR": "32",
    "UNSIGNED_CALL_ERROR": "33",
    "UNKNOWN_ERROR": "99",
}
# NEIS and Gyeonggi Data Dream share one family of codes.
HUB: Mapping[str, Meaning] = {
    "INFO-100": (Fault.SETUP, "the key is not valid"),
    "INFO-300": (Fault.SETUP, "the key is blocked by the provider"),
    "ERROR-290": (Fault.SETUP, "the key is not valid"),
    "ERROR-300": (Fault.SETUP, "a parameter is missing"),
    "ERROR-310": (Fault.SETUP, "there is no such service (any more)"),
    "ERROR-333": (Fault.SETUP, "a page number is of the wrong type"),
    "ERROR-336": (Fault.SETUP, "more than 1,000 rows were asked for at once"),
    "ERROR-337": (Fault.SPENT, "today's calls are used up"),
    "ERROR-500": (Fault.PASSING, "the provider's server failed"),
    "ERROR-600": (Fault.PASSING, "the provider's database failed"),
    "ERROR-601": (Fault.PASSING, "the provider's database failed"),
}
# From general knowledge of KOSIS, not yet seen with a live key.
KOSIS: Mapping[str, Meaning] = {
    "10": (Fault.SETUP, "no key was sent"),
    "11": (Fault.SETUP, "the key has run out or is not valid"),
    "20": (Fault.SETUP, "a parameter is missing"),
    "21": (Fault.SETUP, "a parameter is wrong"),
    "31": (Fault.SETUP, "the result has too many cells for one call"),
    "40": (Fault.SPENT, "the calls allowed are used up"),
    "41": (Fault.SETUP, "the result has too many rows for one call"),
    "42": (Fault.SETUP, "the key's use is limited"),
    "50": (Fault.PASSING, "the provider's server failed"),
}
SGIS: Mapping[str, Meaning] = {"-401": (Fault.SETUP, "the access token is not valid or has run out")}

MEANINGS: Mapping[Provider, Mapping[str, Meaning]] = {
    Provider.DATAGO: {**DATAGO, **HUB},
    Provider.NEIS: HUB,
    Provider.GG: HUB,
    Provider.KOSIS: KOSIS,
    Provider.SGIS: SGIS,
}
SUCCESS = {"0", "INFO-000", ""}
NO_ROWS: Mapping[Provider, frozenset[str]] = {
    Provider.DATAGO: frozenset({"3", "INFO-200"}),
    Provider.NEIS: frozenset({"INFO-200"}),
    Provider.GG: frozenset({"INFO-200"}),
    Provider.KOSIS: frozenset({"30"}),
    Provider.SGIS: frozenset({"-100"}),
}


def plain_code(stated: str) -> str:
    """A code in one spelling: `00`, `0000` and `0` are `0`, `03` is `3`; a constant's name is its number."""
    text = stated.strip()
    if re.fullmatch(r"-?\d+", text):
        return str(int(text))
    name = text.upper().replace(" ", "_").rstrip(".")
    return DATAGO_NAMES.get(name) or DATAGO_NAMES.get(f"{name}_ERROR") or text.upper()


def has_rows(code: str, message: str, *, provider: Provider) -> bool:
    """True for success, False for "no rows"; any other code raises Refusal in plain words."""
    own = plain_code(code)
    if own in SUCCESS:
        return True
    if own in NO_ROWS[provider]:
        return False
    fault, meaning = MEANINGS[provider].get(own, (Fault.UNKNOWN, "a code that is not described"))
    said = f" ({message.strip()})" if message.strip() else ""
    raise Refusal(f"The provider answered {own}: {meaning}{said}.", fault=fault, code=own)
