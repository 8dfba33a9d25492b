"""What a signed-in reader is shown is for them alone: no shared cache and no device keeps it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

from geoportal.accounts.models import User


def private_when_signed_in(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view, whose answers to signed-in readers nobody keeps."""

    @wraps(view)
    def handle(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if request.user.is_authenticated:
            add_never_cache_headers(response)
        return response

    return handle


def person(request: HttpRequest) -> User:
    """Who has signed in; 403 where nobody has."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
