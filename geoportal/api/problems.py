"""Every error of the API as one problem shape, in the reader's language."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import BadRequest, PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _
from django.views import defaults
from rest_framework import exceptions

from geoportal.core.errors import InvalidInput, NotFound, PortalError, TooLarge
from geoportal.core.http import PROGRAMS, problem


def as_portal_error(error: Exception) -> PortalError | None:
    """The portal's error for one of the framework's; None when it is neither."""
    if isinstance(error, PortalError):
        return error
    if isinstance(error, Http404 | exceptions.NotFound):
        return NotFound(_("There is nothing at this address."))
    if isinstance(error, exceptions.ValidationError):
        detail = error.detail if isinstance(error.detail, dict) else {"body": error.detail}
        return InvalidInput({name: list(map(str, messages)) for name, messages in detail.items()})
    if isinstance(error, exceptions.ParseError):
        return InvalidInput({"body": [_("The body is not valid JSON.")]})
    if isinstance(error, RequestDataTooBig):
        return TooLarge(_("More was sent than is accepted."))
    if isinstance(error, BadRequest | SuspiciousOperation | MultiPartParserError):
        return InvalidInput({}, _("The request was not understood"))
    if isinstance(error, exceptions.APIException | PermissionDenied):
        return _with_status(error)
    return None


def _with_status(error: Exception) -> PortalError:
    status = getattr(error, "status_code", 403)
    found = PortalError(str(getattr(error, "detail", "")))
    found.status, found.slug = status, f"http-{status}"
    return found


def not_found(request: HttpRequest) -> HttpResponse:
    """Any address of the API that does not exist."""
    return problem(NotFound(_("There is nothing at this address.")))


def exception_handler(error: Exception, context: dict[str, Any]) -> HttpResponse | None:
    """Called by REST framework for whatever a view raises."""
    found = as_portal_error(error)
    return None if found is None else problem(found)


def is_for_programs(request: HttpRequest) -> bool:
    """Whether an error here is read by a program and not by a person."""
    return request.path_info.startswith(PROGRAMS) or request.path_info.endswith(".ics")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Called by Django for a request that it refuses: a problem for programs, a page for people."""
    found = as_portal_error(exception) if is_for_programs(request) else None
    return problem(found) if found else defaults.bad_request(request, exception)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Called by Django for an address without a view, or a view without what was asked for."""
    return not_found(request) if is_for_programs(request) else defaults.page_not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """Called by Django for an error that nothing caught."""
    if is_for_programs(request):
        return problem(PortalError(_("Something broke on our side")))
    return defaults.server_error(request)
