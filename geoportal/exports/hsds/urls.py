"""Addresses of HSDS, as its specification has them: without a slash at the end."""

from django.urls import path

from geoportal.exports.hsds import api

app_name = "hsds"
urlpatterns = [
    path("", api.root, name="root"),
    path("profile", api.profile, name="profile"),
    path("services", api.services, name="services"),
    path("services/<uuid:wanted>", api.service, name="service"),
    path("organizations", api.organizations, name="organizations"),
    path("organizations/<uuid:wanted>", api.organization, name="organization"),
    path("service_at_locations", api.service_at_locations, name="service_at_locations"),
    path("service_at_locations/<uuid:wanted>", api.service_at_location, name="service_at_location"),
    path("taxonomies", api.taxonomies, name="taxonomies"),
    path("taxonomies/<uuid:wanted>", api.taxonomy_detail, name="taxonomy"),
    path("taxonomy_terms", api.taxonomy_terms, name="taxonomy_terms"),
    path("taxonomy_terms/<uuid:wanted>", api.taxonomy_term, name="taxonomy_term"),
]
