"""Addresses of the assistant's pages."""

import re

from django.urls import path

from geoportal.assistant import views

# Paths whose answers a model may write: the page, with or without a language before it, and the address in the API.
ASKING = re.compile(r"^/(?:[a-z-]{2,8}/)?ask/$|^/api/v1/assistant/")

app_name = "assistant"
urlpatterns = [
    path("ask/", views.ask, name="ask"),
    path("ask/rate/", views.rate, name="rate"),
    path("ask/human/", views.human, name="human"),
    path("ask/human/<uuid:token>/", views.left, name="left"),
    path("ask/kept/<uuid:token>/", views.kept, name="kept"),
    path("ask/deleted/", views.deleted, name="deleted"),
]
