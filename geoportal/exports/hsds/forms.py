"""What a listing of HSDS may ask, typed and checked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from geoportal.core.forms import FlagField
from geoportal.core.text import clean_query
from geoportal.exports.hsds.taxonomy import KINDS, kind_of_term, taxonomy_id
from geoportal.places.kinds import SERVICE_IDS
from geoportal.places.models import Organization, Service
from geoportal.places.offer_labels import SERVICES


class Paged(forms.Form):
    """Which page, and how many entries it has."""

    page = forms.IntegerField(required=False, min_value=1, max_value=100_000)
    per_page = forms.IntegerField(required=False, min_value=1, max_value=100)
    format = forms.ChoiceField(required=False, choices=[("json", "json")])
    lang = forms.CharField(required=False, max_length=20)


class Searched(Paged):
    """A page of what holds a text."""

    search = forms.CharField(required=False, max_length=100)


class Terms(Searched):
    """A page of terms, of one taxonomy when it is given."""

    taxonomy_id = forms.UUIDField(required=False)


class Organizations(Searched):
    """A page of organizations."""

    full = FlagField(required=False)

    def organizations(self) -> QuerySet[Organization]:
        text = clean_query(self.cleaned_data["search"])
        found = Organization.objects.filter(Q(name_ko__icontains=text) | Q(name_en__icontains=text))
        return found.select_related("source").order_by("pk")


class Services(Searched):
    """A page of services, by kind, organization, text and the day of the last change."""

    taxonomy_term_id = forms.UUIDField(required=False)
    taxonomy_id = forms.UUIDField(required=False)
    organization_id = forms.UUIDField(required=False)
    modified_after = forms.DateTimeField(required=False)
    full = FlagField(required=False)

    def clean_taxonomy_term_id(self) -> Any:
        term = self.cleaned_data["taxonomy_term_id"]
        if term and kind_of_term(str(term)) is None:
            raise forms.ValidationError(_("This is no kind of service."), code="invalid_choice")
        return term

    def clean_taxonomy_id(self) -> Any:
        taxonomy = self.cleaned_data["taxonomy_id"]
        if taxonomy and str(taxonomy) != taxonomy_id(KINDS):
            raise forms.ValidationError(_("Services have no terms of this taxonomy."), code="invalid_choice")
        return taxonomy

    def services(self) -> QuerySet[Service]:
        """The services asked for that are shown somewhere, in the order of their ids."""
        cleaned = self.cleaned_data
        found = shown_services()
        if cleaned["taxonomy_term_id"]:
            kind = kind_of_term(str(cleaned["taxonomy_term_id"]))
            found = found.filter(kind_id=SERVICE_IDS[kind] if kind else 0)
        if cleaned["organization_id"]:
            found = found.filter(organization_id=cleaned["organization_id"])
        if cleaned["modified_after"]:
            found = found.filter(updated_at__gte=cleaned["modified_after"])
        if cleaned["search"]:
            found = found.filter(named(clean_query(cleaned["search"])))
        return found.order_by("pk")


def named(text: str) -> Q:
    """Services whose kind is called so in the reader's language, or whose place's or own name holds the text."""
    kinds = [SERVICE_IDS[kind] for kind, label in SERVICES.items() if text.lower() in str(label).lower()]
    own = Q(name_ko__icontains=text) | Q(name_en__icontains=text)
    return own | Q(kind_id__in=kinds) | Q(shown_at__name_ko__icontains=text) | Q(shown_at__name_en__icontains=text)


def shown_services() -> QuerySet[Service]:
    """The services that are shown at some place, with what their objects say."""
    related = Service.objects.filter(shown_at__isnull=False).select_related(
        "shown_at__source", "place__source", "organization__source"
    )
    return related.prefetch_related("phones", "shown_at__consulted")
