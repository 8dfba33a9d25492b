"""What every template may show."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url

from geoportal.provenance.models import Source


def site(request: HttpRequest) -> dict[str, object]:
    """The page's address in every language; a position is never in it, since it is never in a query."""
    path = request.path
    return {
        "shows_sample": Source.objects.live_samples().exists(),
        "languages": [(code, name, translate_url(path, code)) for code, name in settings.LANGUAGES],
    }
