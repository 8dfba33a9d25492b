"""Addresses of the API's first version."""

from django.urls import path, re_path
from drf_spectacular.views import SpectacularAPIView

from geoportal.api.docs import docs
from geoportal.api.problems import not_found
from geoportal.assistant.api import ask
from geoportal.events.api import event_feed, event_list
from geoportal.guides.api import guide_detail, guide_list
from geoportal.places import api as places
from geoportal.places.serves_api import serves
from geoportal.regions import api as regions

app_name = "api"
urlpatterns = [
    path("places/near/", places.near, name="near"),
    path("places/", places.place_list, name="places"),
    path("places/<int:place_id>/", places.place_detail, name="place"),
    path("serves/", serves, name="serves"),
    path("locate/", places.locate_address, name="locate"),
    path("regions/containing/", regions.containing, name="containing"),
    path("regions/", regions.region_list, name="regions"),
    path("regions/<slug:code>/", regions.region_detail, name="region"),
    path("guides/", guide_list, name="guides"),
    path("guides/<slug:slug>/", guide_detail, name="guide"),
    path("events/", event_list, name="events"),
    path("events.ics", event_feed, name="event_calendar"),
    path("assistant/ask/", ask, name="ask"),
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path("docs/", docs, name="docs"),
    re_path(r"^", not_found),
]
