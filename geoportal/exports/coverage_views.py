"""Files of a coverage run."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from geoportal.core.errors import NotFound, PortalError
from geoportal.core.forms import checked
from geoportal.core.http import json_response, problem
from geoportal.core.openapi import GEOJSON
from geoportal.coverage.forms import CoverageSearch
from geoportal.coverage.models import CoverageRun
from geoportal.exports.coverage_file import as_csv, as_geojson


@require_safe
def coverage_file(request: HttpRequest, form: str) -> HttpResponse:
    """The run for a category and a language as `csv` or `geojson`, with all its minutes; the newest without a name."""
    try:
        run = asked(request)
    except PortalError as error:
        return problem(error)
    if form == "csv":
        response = HttpResponse(as_csv(run), content_type="text/csv; charset=utf-8")
    else:
        response = json_response(as_geojson(run), media_type=GEOJSON)
    name = "-".join(filter(None, ("coverage", run.category, run.language, run.made_at.date().isoformat())))
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response


def asked(request: HttpRequest) -> CoverageRun:
    """The run; NotFound when nobody has counted that."""
    run = checked(CoverageSearch, request.GET).run()
    if run is None:
        raise NotFound(_("Nobody has counted this yet, so nothing is known about it here."))
    return run
