"""Addresses of the assistant's pages."""

from django.urls import path

from geoportal.assistant import views

app_name = "assistant"
urlpatterns = [
    path("ask/", views.ask, name="ask"),
    path("ask/rate/", views.rate, name="rate"),
    path("ask/human/", views.human, name="human"),
    path("ask/human/<uuid:token>/", views.left, name="left"),
    path("ask/kept/<uuid:token>/", views.kept, name="kept"),
    path("ask/deleted/", views.deleted, name="deleted"),
]
