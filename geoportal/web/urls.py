"""The site's own pages: home, regions, data sources, privacy."""

from django.urls import path

from geoportal.web import views
from geoportal.web.offline import views as offline
from geoportal.web.sheet import views as paper

app_name = "web"
urlpatterns = [
    path("", views.home, name="home"),
    path("regions/", views.region_list, name="regions"),
    path("regions/<slug:slug>/", views.region_detail, name="region"),
    path("regions/<slug:slug>/offline/", offline.region_pack, name="region_offline"),
    path("regions/<slug:slug>/offline.json", offline.pack_version, name="region_offline_version"),
    path("regions/<slug:slug>/sheet/", paper.sheet, name="region_sheet"),
    path("regions/<slug:slug>/sheet.pdf", paper.sheet_pdf, name="region_sheet_pdf"),
    path("offline/", offline.kept, name="offline"),
    path("manifest.webmanifest", offline.manifest, name="manifest"),
    path("data/", views.data_sources, name="data"),
    path("privacy/", views.privacy, name="privacy"),
]
