"""Pages of events."""

from django.urls import path

from geoportal.events import views

app_name = "events"
urlpatterns = [
    path("events/", views.event_list, name="list"),
    path("events/<int:event_id>/", views.event_detail, name="detail"),
    path("events.ics", views.event_calendar, name="calendar"),
    path("events/<int:event_id>.ics", views.event_entry, name="entry"),
]
