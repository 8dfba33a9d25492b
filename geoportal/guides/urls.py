"""Addresses of the guides. Wagtail finds the address of a page by the name `wagtail_serve`."""

from django.urls import re_path

from geoportal.guides import views

urlpatterns = [
    re_path(r"^((?:[\w-]+/)*)$", views.guide, name="wagtail_serve"),
]
