"""Addresses of the OGC API."""

from django.urls import path, re_path

from geoportal.ogc import views

app_name = "ogc"
urlpatterns = [
    path("", views.landing, name="landing"),
    path("api", views.api, name="api"),
    path("conformance", views.conformance, name="conformance"),
    path("collections", views.collections, name="collections"),
    path("collections/<str:name>", views.collection, name="collection"),
    path("collections/<str:name>/queryables", views.queryables, name="queryables"),
    path("collections/<str:name>/tiles", views.tilesets, name="tilesets"),
    path("collections/<str:name>/tiles/WebMercatorQuad", views.tileset, name="tileset"),
    path("collections/<str:name>/items", views.item_list, name="items"),
    path("collections/<str:name>/items/<str:feature>", views.item, name="item"),
    re_path(r"^", views.nothing),
]
