"""Addresses of tiles."""

from django.urls import path, re_path

from geoportal.tiles import views

app_name = "tiles"
urlpatterns = [
    path("style.json", views.style_view, name="style"),
    path("<slug:layer>.json", views.tilejson, name="tilejson"),
    path("<slug:layer>/<int:z>/<int:x>/<int:y>.mvt", views.tile_view, name="tile"),
    re_path("", views.nothing, name="nothing"),
]
