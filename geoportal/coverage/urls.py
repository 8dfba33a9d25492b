"""Address of the page for planners."""

from django.urls import path

from geoportal.coverage import views

app_name = "coverage"
urlpatterns = [path("", views.coverage, name="page")]
