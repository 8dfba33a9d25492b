"""Pages where residents tell what is wrong or missing."""

from django.urls import path

from geoportal.feedback import views

app_name = "feedback"
urlpatterns = [
    path("places/<int:place_id>/report/", views.report, name="report"),
    path("places/<int:place_id>/report/thanks/", views.reported, name="reported"),
    path("suggest/", views.suggest, name="suggest"),
    path("suggest/thanks/", views.suggested, name="suggested"),
]
