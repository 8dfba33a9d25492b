"""The doors of HSDS 3: services, organizations, places of services, taxonomies."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from geoportal.core.forms import checked
from geoportal.core.openapi import query_parameters
from geoportal.exports.hsds import described, forms, shapes, taxonomy
from geoportal.places.models import Organization

VERSION = "3.1.1"
# What this API says beyond and less than HSDS.
PROFILE = "hsds:profile"
PER_PAGE = 50
SERVICES = described.page_of(described.HsdsServiceListed(many=True), "HsdsService")
ORGANIZATIONS = described.page_of(described.HsdsOrganizationListed(many=True), "HsdsOrganization")
PLACES = described.page_of(described.HsdsServiceAtLocation(many=True), "HsdsServiceAtLocation")
TAXONOMIES = described.page_of(described.HsdsTaxonomy(many=True), "HsdsTaxonomy")
TERMS = described.page_of(described.HsdsTerm(many=True), "HsdsTerm")


def page(rows: QuerySet[Any] | Sequence[Any], form: forms.Paged, *, shape: Callable[[Any], Any]) -> Response:
    """One page in HSDS's envelope."""
    number, size = form.cleaned_data["page"] or 1, form.cleaned_data["per_page"] or PER_PAGE
    total = rows.count() if isinstance(rows, QuerySet) else len(rows)
    pages = max(1, -(-total // size))
    contents = [shape(row) for row in rows[(number - 1) * size : number * size]]
    return Response(
        {
            "total_items": total, "total_pages": pages, "page_number": number, "size": len(contents),
            "first_page": number == 1, "last_page": number >= pages, "empty": not contents, "contents": contents,
        }
    )  # fmt: skip


def found(entries: Sequence[dict[str, Any]], form: forms.Searched) -> list[dict[str, Any]]:
    """The entries whose name holds the text."""
    text = form.cleaned_data["search"].lower()
    return [entry for entry in entries if text in entry["name"].lower()]


def one(entries: Sequence[dict[str, Any]], wanted: UUID) -> Response:
    """The entry with this id, or 404."""
    entry = next((entry for entry in entries if entry["id"] == str(wanted)), None)
    if entry is None:
        raise Http404
    return Response(entry)


@extend_schema(operation_id="hsds_root", responses=described.HsdsRoot)
@api_view(["GET"])
def root(request: Request) -> Response:
    """Which version of HSDS this is, its profile, and where its OpenAPI description is."""
    return Response(
        {
            "version": VERSION,
            "profile": request.build_absolute_uri(reverse(PROFILE)),
            "openapi_url": request.build_absolute_uri(reverse("api:schema")),
            "description": _("Services for the foreign residents of Gyeonggi-do."),
        }
    )


@extend_schema(operation_id="hsds_profile", responses=described.HsdsProfile)
@api_view(["GET"])
def profile(request: Request) -> Response:
    """How this API uses HSDS."""
    return Response(
        {
            "name": "geoportal",
            "hsds_version": VERSION,
            "differences": [
                _("What is unknown is left out: a missing member is never a no."),
                _("A service is offered at one place, so service_at_location has the id of its service."),
                _("postal_code is empty: no source states postal codes."),
                _("Hours on public holidays have no recurrence rule: their schedule is described."),
                _("A schedule of one date goes before the rules; one without times says in notes why."),
                _("Languages for which there is an interpreter are in interpretation_services only."),
                _("No search by postcode and proximity: a person's position is asked by POST only, at %(url)s.")
                % {"url": reverse("api:near")},
            ],
        }
    )


@extend_schema(operation_id="hsds_services", parameters=query_parameters(forms.Services), responses=SERVICES)
@api_view(["GET"])
def services(request: Request) -> Response:
    """A page of services; `full=true` nests all that belongs to them."""
    form = checked(forms.Services, request.GET)
    shape = shapes.service_full if form.cleaned_data["full"] else shapes.service_brief
    return page(form.services(), form, shape=shape)


@extend_schema(operation_id="hsds_service", responses=described.HsdsService)
@api_view(["GET"])
def service(request: Request, wanted: UUID) -> Response:
    """One service with all that belongs to it."""
    return Response(shapes.service_full(get_object_or_404(forms.shown_services(), pk=wanted)))


@extend_schema(
    operation_id="hsds_organizations", parameters=query_parameters(forms.Organizations), responses=ORGANIZATIONS
)
@api_view(["GET"])
def organizations(request: Request) -> Response:
    """A page of organizations."""
    form = checked(forms.Organizations, request.GET)
    full = form.cleaned_data["full"]
    rows = form.organizations()
    return page(with_services(rows) if full else rows, form, shape=organization_shape(full=full))


def organization_shape(*, full: bool) -> Callable[[Organization], dict[str, Any]]:
    return shapes.organization_full if full else shapes.organization_brief


def with_services(rows: QuerySet[Organization]) -> QuerySet[Organization]:
    """Organizations with what their full object says."""
    return rows.prefetch_related(
        "services__shown_at__source", "services__place__source", "services__organization__source"
    )


@extend_schema(operation_id="hsds_organization", responses=described.HsdsOrganizationFull)
@api_view(["GET"])
def organization(request: Request, wanted: UUID) -> Response:
    """One organization with its services."""
    rows = with_services(Organization.objects.select_related("source"))
    return Response(shapes.organization_full(get_object_or_404(rows, pk=wanted)))


@extend_schema(operation_id="hsds_service_at_locations", parameters=query_parameters(forms.Services), responses=PLACES)
@api_view(["GET"])
def service_at_locations(request: Request) -> Response:
    """A page of services with the places at which they are offered."""
    form = checked(forms.Services, request.GET)
    return page(form.services(), form, shape=shapes.service_at_location)


@extend_schema(operation_id="hsds_service_at_location", responses=described.HsdsServiceAtLocation)
@api_view(["GET"])
def service_at_location(request: Request, wanted: UUID) -> Response:
    """One service with the place at which it is offered."""
    return Response(shapes.service_at_location(get_object_or_404(forms.shown_services(), pk=wanted)))


@extend_schema(operation_id="hsds_taxonomies", parameters=query_parameters(forms.Searched), responses=TAXONOMIES)
@api_view(["GET"])
def taxonomies(request: Request) -> Response:
    """The portal's taxonomies."""
    form = checked(forms.Searched, request.GET)
    return page(found(taxonomy.taxonomies(), form), form, shape=dict)


@extend_schema(operation_id="hsds_taxonomy_detail", responses=described.HsdsTaxonomy)
@api_view(["GET"])
def taxonomy_detail(request: Request, wanted: UUID) -> Response:
    """One taxonomy."""
    return one(taxonomy.taxonomies(), wanted)


@extend_schema(operation_id="hsds_taxonomy_terms", parameters=query_parameters(forms.Terms), responses=TERMS)
@api_view(["GET"])
def taxonomy_terms(request: Request) -> Response:
    """The terms of the portal's taxonomies."""
    form = checked(forms.Terms, request.GET)
    wanted = form.cleaned_data["taxonomy_id"]
    entries = [entry for entry in taxonomy.terms() if not wanted or entry["taxonomy_id"] == str(wanted)]
    return page(found(entries, form), form, shape=dict)


@extend_schema(operation_id="hsds_taxonomy_term", responses=described.HsdsTerm)
@api_view(["GET"])
def taxonomy_term(request: Request, wanted: UUID) -> Response:
    """One term."""
    return one(taxonomy.terms(), wanted)
