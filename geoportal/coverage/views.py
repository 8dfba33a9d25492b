"""The page for planners: who lives beyond a walk of a service."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from geoportal.coverage.categories import LEAST_SHOWN, MINUTES
from geoportal.coverage.forms import CoverageSearch
from geoportal.coverage.models import CoverageRun
from geoportal.coverage.table import lines, most_beyond

FIRST = "clinic"


@require_safe
def coverage(request: HttpRequest) -> HttpResponse:
    """The run that was asked for as a table and a map, with how it was made; how to make one where there is none."""
    form = CoverageSearch(request.GET)
    others = CoverageRun.objects.order_by("category", "language")
    context = {"form": form, "least": LEAST_SHOWN, "others": others, **found(form)}
    return render(request, "coverage/page.html", context, status=400 if form.errors else 200)


def found(form: CoverageSearch) -> dict[str, object]:
    """What the page shows of the run, and what stands chosen in the form."""
    run = form.run() if form.is_valid() else None
    if run is None:
        chosen = {name: form.data.get(name, "") for name in ("category", "language", "minutes")}
        chosen["category"] = chosen["category"] or FIRST
        return {"every_minutes": MINUTES, "chosen": chosen}
    minutes = form.within(run)
    shown = lines(run, minutes) if minutes else []
    return {
        "run": run,
        "minutes": minutes,
        "lines": shown,
        "most_beyond": most_beyond(shown),
        "every_minutes": run.minutes,
        "chosen": {"category": run.category, "language": run.language, "minutes": str(minutes)},
    }
