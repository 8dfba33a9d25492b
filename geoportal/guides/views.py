"""Pages of the guides."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from geoportal.core.languages import current_language
from geoportal.guides.forms import GuideSearch
from geoportal.guides.models import GuidesHome
from geoportal.guides.showing import found_at, pages_of
from geoportal.guides.start import QUESTIONS, STEPS
from geoportal.guides.telling import told_of_pages
from geoportal.regions.models import Region
from geoportal.regions.queries import today
from geoportal.translation.views import answered


@require_safe
def guide(request: HttpRequest, path: str) -> HttpResponse:
    """The home, an area or a page, in the language of the address or else in Korean."""
    page = found_at(path) or (GuidesHome(title="") if not path else None)
    if page is None:
        raise Http404(_("There is no such guide."))
    if page.pk is None:
        return render(request, "guides/home.html", {"areas": []})
    answer = page.serve(request)
    return answer.render() if hasattr(answer, "render") else answer


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Guides by what somebody typed."""
    form = GuideSearch({"q": request.GET.get("q", "")[:100]})
    typed = form.is_valid() and form.cleaned_data["q"]
    found = form.guides() if typed else []
    context = {
        "q": typed or "",
        "found": found,
        "is_by_questions": form.is_by_questions,
        "language": current_language(),
        "telling": told_of_pages(found),
    }
    return render(request, "guides/search.html", context)


@csrf_exempt  # As the translation's own view of the kind.
@never_cache
@require_POST
def fragments(request: HttpRequest) -> HttpResponse:
    """The texts of a guide that have arrived since it was shown, to be put in place, and when to ask for the others."""
    more = {"address": request.path, "is_plain": "plain" in request.POST}
    return answered(request, "guides/_arrived.html", **more)


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Six questions, answered on the device; every step is in the page, and the script hides what does not fit."""
    pages = {page.slug: page for page in pages_of([step.slug for step in STEPS])}
    context = {
        "questions": QUESTIONS,
        "steps": [(step, pages[step.slug]) for step in STEPS if step.slug in pages],
        "regions": Region.objects.on(today()).served_by_city(),
    }
    return render(request, "guides/start.html", context)
