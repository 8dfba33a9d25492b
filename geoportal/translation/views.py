"""Texts that a page lacked when it was shown, as soon as they are translated."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from geoportal.core.throttle import Limit, take
from geoportal.translation.arrived import arrived
from geoportal.translation.forms import ATTEMPTS, Asked

ASKING = Limit("translations", times=30, window_s=60)


@csrf_exempt  # It knows nobody: no cookie is read, and the ids are signed.
@never_cache
@require_POST
def fragments(request: HttpRequest) -> HttpResponse:
    """The texts that have arrived, to be put in place, and when to ask for the others; at last that they did not."""
    return answered(request, "translation/_answer.html")


def answered(request: HttpRequest, template: str, **more: Any) -> HttpResponse:
    """For a page's request: what has arrived, and what to ask for again, written by a template."""
    wait_s = take(request, ASKING)
    if wait_s:
        return HttpResponse(status=429, headers={"Retry-After": str(wait_s)})
    form = Asked(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    attempt = form.cleaned_data["attempt"]
    found, waiting = arrived(form.cleaned_data["texts"], is_last=attempt >= ATTEMPTS)
    context = {"arrived": found, "ids": waiting, "attempt": attempt + 1, "delay_s": 2**attempt}
    return render(request, template, context | more)
