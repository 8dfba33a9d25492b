"""Pages of places."""

from django.urls import path

from geoportal.places import views

app_name = "places"
urlpatterns = [
    path("near/", views.place_list, name="near"),
    path("places/<int:place_id>/", views.place_detail, name="detail"),
]
