"""Addresses of the guides."""

from django.urls import path

from geoportal.guides import views

app_name = "guides"
urlpatterns = [
    path("start/", views.start, name="start"),
    path("translations/", views.fragments, name="fragments"),
    path("search/", views.search, name="search"),
]
