"""The site's own pages: home, regions, data sources, privacy."""

from django.urls import path

from geoportal.web import views

app_name = "web"
urlpatterns = [
    path("", views.home, name="home"),
    path("regions/", views.region_list, name="regions"),
    path("regions/<slug:slug>/", views.region_detail, name="region"),
    path("data/", views.data_sources, name="data"),
    path("privacy/", views.privacy, name="privacy"),
]
