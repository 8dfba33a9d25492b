"""Every address of the portal; pages carry a language prefix, but for the source language."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path, re_path
from wagtail.admin import urls as wagtailadmin_urls

from geoportal.guides.views import guide
from geoportal.ogc.views import landing
from geoportal.web import health
from geoportal.web.offline.views import worker
from geoportal.web.views import data_json

handler400 = "geoportal.api.problems.bad_request"
handler404 = "geoportal.api.problems.page_not_found"
handler500 = "geoportal.api.problems.server_error"
urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("data.json", data_json, name="data_json"),
    # At the root, so that it serves every page.
    path("sw.js", worker, name="worker"),
    path("admin/", admin.site.urls),
    path("cms/", include(wagtailadmin_urls)),
    path("api/v1/", include("geoportal.api.urls")),
    path("", include("geoportal.exports.urls")),
    path("hsds/", include("geoportal.exports.hsds.urls")),
    path("tiles/", include("geoportal.tiles.urls")),
    path("ogc", landing),  # QGIS 3.22 does not follow a redirection to the slash
    path("ogc/", include("geoportal.ogc.urls")),
    *i18n_patterns(
        path("", include("geoportal.web.urls")),
        path("", include("geoportal.places.urls")),
        path("", include("geoportal.events.urls")),
        path("", include("geoportal.feedback.urls")),
        path("account/", include("geoportal.accounts.urls")),
        path("community/", include("geoportal.community.urls")),
        path("coverage/", include("geoportal.coverage.urls")),
        path("", include("geoportal.assistant.urls")),
        path("guides/", include("geoportal.guides.urls")),
        # By this name Wagtail finds the address of a page.
        re_path(r"^guides/((?:[\w-]+/)*)$", guide, name="wagtail_serve"),
        path("", include("geoportal.translation.urls")),
        prefix_default_language=False,
    ),
]
