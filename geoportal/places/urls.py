"""Pages of places."""

from django.urls import path

from geoportal.places import views
from geoportal.places.card import place_card
from geoportal.places.serves_views import serves

app_name = "places"
urlpatterns = [
    path("near/", views.place_list, name="near"),
    path("serves/", serves, name="serves"),
    path("places/<int:place_id>/", views.place_detail, name="detail"),
    path("places/<int:place_id>/card/", place_card, name="card"),
    path("saved/", views.saved_places, name="saved"),
]
