"""Addresses of files and feeds."""

from django.urls import path

from geoportal.exports import coverage_views, views

app_name = "exports"
urlpatterns = [
    path("places.csv", views.places_file, {"form": "csv"}, name="places_csv"),
    path("places.geojson", views.places_file, {"form": "geojson"}, name="places_geojson"),
    path("coverage.csv", coverage_views.coverage_file, {"form": "csv"}, name="coverage_csv"),
    path("coverage.geojson", coverage_views.coverage_file, {"form": "geojson"}, name="coverage_geojson"),
    path("changes.json", views.changes_json, name="changes_json"),
    path("changes.atom", views.changes_atom, name="changes_atom"),
]
