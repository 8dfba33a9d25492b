"""Where pages ask for texts that they lacked."""

from django.urls import path

from geoportal.translation import views

app_name = "translation"
urlpatterns = [path("translations/", views.fragments, name="fragments")]
