"""The page in other languages: the switcher of the header, `hreflang`, and the offer on the first visit."""

from __future__ import annotations

from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.urls import get_script_prefix
from django.utils.encoding import escape_uri_path
from django.utils.http import escape_leading_slashes
from django.utils.translation import get_language_from_request

from geoportal.core.http import PROGRAMS
from geoportal.core.languages import SOURCE, Language, Tier, choice_of, language_of, tier_of


class Switch(NamedTuple):
    """The page in one language; the address has no host, and of a query only `lang`, for a program's address."""

    language: Language
    tier: Tier
    url: str


def switches(request: HttpRequest) -> list[Switch]:
    """The page in each of the portal's languages, the source first, then easy Korean, the reviewed, the machine's."""
    path = _without_language(request.path_info)
    choices = [choice_of(code) for code, _ in settings.LANGUAGES]
    return [Switch(one, tier_of(one), _address(path, one)) for one in choices]


def offered(request: HttpRequest) -> Switch | None:
    """On the source language's front page: the page in the language that the browser asks for, when we have it."""
    if request.path_info != "/":
        return None
    wanted = language_of(get_language_from_request(request))
    return None if wanted == SOURCE else Switch(wanted, tier_of(wanted), _address("/", wanted))


def _without_language(path: str) -> str:
    _, code, *rest = path.split("/", 2)
    return f"/{''.join(rest)}" if code in dict(settings.LANGUAGES) else path


def _address(path: str, language: Language) -> str:
    chosen = ""
    if path.startswith(PROGRAMS):
        chosen = f"?lang={language.django_code}"
    elif language != SOURCE:
        path = f"/{language.django_code}{path}"
    return get_script_prefix().rstrip("/") + escape_leading_slashes(escape_uri_path(path)) + chosen
