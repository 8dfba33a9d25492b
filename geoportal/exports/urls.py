"""Addresses of files and feeds."""

from django.urls import path

from geoportal.exports import views

app_name = "exports"
urlpatterns = [
    path("places.csv", views.places_file, {"form": "csv"}, name="places_csv"),
    path("places.geojson", views.places_file, {"form": "geojson"}, name="places_geojson"),
    path("changes.json", views.changes_json, name="changes_json"),
    path("changes.atom", views.changes_atom, name="changes_atom"),
]
