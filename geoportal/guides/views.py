"""Pages of the guides."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Page

from geoportal.guides.showing import found_at


@require_safe
def guide(request: HttpRequest, path: str) -> HttpResponse:
    """The home, an area or a page, in the language of the address or else in Korean."""
    page: Page | None = found_at(path)
    if page is None:
        raise Http404(_("There is no such guide."))
    return page.serve(request)
