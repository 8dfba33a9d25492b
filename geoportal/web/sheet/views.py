"""A region's sheet as a page to print and as PDF."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from geoportal.core.throttle import Limit, take
from geoportal.regions.models import Region
from geoportal.web.offline.pack import region_named
from geoportal.web.sheet import pdf
from geoportal.web.sheet.content import sheet_context
from geoportal.web.sheet.tasks import ask_worker

# How often one connection may ask for sheets that are not made yet; those that stand are given to everybody.
NEW_SHEETS = Limit("sheet", times=30, window_s=600)
LOOK_AGAIN_S = 4


@require_safe
def sheet(request: HttpRequest, slug: str) -> HttpResponse:
    """The sheet as a page: to look at, and to print from the browser."""
    region = region_named(slug)
    if region.slug != slug:
        return redirect("web:region_sheet", region.slug, permanent=True)
    return render(request, "web/sheet/page.html", sheet_context(region, _base(request)))


@require_safe
def sheet_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """The same as PDF. The worker makes it once for each language, day and load of data; until then 202 with the
    page, which looks again by itself; 429 to a connection that asks for too many."""
    region = region_named(slug)
    found = pdf.kept(region, _base(request))
    if found is None:
        return _being_made(request, region)
    response = HttpResponse(found, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{region.slug}-{get_language()}.pdf"'
    response["Cache-Control"] = "public, max-age=3600"
    return response


def _being_made(request: HttpRequest, region: Region) -> HttpResponse:
    wait_s = take(request, NEW_SHEETS)
    if not wait_s:
        ask_worker(region, str(get_language()), _base(request))
    context = sheet_context(region, _base(request)) | {"refused": bool(wait_s), "being_made": not wait_s}
    response = render(request, "web/sheet/page.html", context, status=429 if wait_s else 202)
    response["Cache-Control"] = "no-store"
    if wait_s:
        response["Retry-After"] = str(wait_s)
    else:
        response["Refresh"] = str(LOOK_AGAIN_S)
    return response


def _base(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")
