"""What a search may ask, typed and checked; the page and the API share it."""

from __future__ import annotations

import base64
import binascii
import struct
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.contrib.gis.geos import Point
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from geoportal.core import geo
from geoportal.core.forms import BboxField, fixed
from geoportal.core.hours import in_seoul
from geoportal.core.paging import CursorField
from geoportal.core.text import clean_query
from geoportal.places.asked import Asked, understand
from geoportal.places.categories import Category, leaves
from geoportal.places.kinds import ANY_STATUS, STATUS_IDS, Cost, ServiceKind
from geoportal.places.labels import category_choices
from geoportal.places.languages import spoken_tag
from geoportal.places.models import Place
from geoportal.places.near import MAX_RADIUS_M, After, NearSearch
from geoportal.places.offer_labels import SERVICES
from geoportal.places.queries import PlaceQuerySet
from geoportal.places.region_words import above
from geoportal.places.wanted import Wanted
from geoportal.regions.forms import RegionField
from geoportal.regions.models import Region

RADII_M = (500, 1000, 3000, 10_000, 30_000)
CURSOR = ">dq?"
# Public holidays are not decided much further ahead.
FURTHEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Where:
    """From where distances are measured: a person's coarse position, or the middle of a region."""

    point: Point
    region: Region | None


class FlagField(forms.BooleanField):
    """A tick on a page, true or false in JSON; any other word is an error, or a filter might not be applied."""

    widget = forms.TextInput  # a check box would take any word for a tick
    WORDS = {"true": True, "on": True, "1": True, "false": False, "off": False, "0": False, "": False}

    def to_python(self, value: Any) -> bool:
        try:
            return self.WORDS[str(value if value is not None else "").lower()]
        except KeyError:
            raise forms.ValidationError(_("Say true or false."), code="invalid") from None


class MomentField(forms.CharField):
    """A moment in ISO 8601, by the clock of Asia/Seoul when it names no zone; cleaned to an aware one."""

    def clean(self, value: Any) -> datetime | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            moment = in_seoul(datetime.fromisoformat(text))
        except (ValueError, OverflowError):
            raise forms.ValidationError(_("Give a date and a time, like 2026-09-24T14:30."), code="invalid") from None
        if abs(moment - timezone.now()) > FURTHEST:
            raise forms.ValidationError(_("Give a moment within a year from now."), code="range")
        return moment


class CategoryField(forms.ChoiceField):
    """A leaf or a branch of the tree; cleaned to its leaves."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=category_choices, **kwargs)

    def clean(self, value: Any) -> tuple[Category, ...]:
        if value in self.empty_values:
            return ()
        try:
            return leaves(str(value))
        except ValueError:
            raise forms.ValidationError(_("There is no such category."), code="invalid_choice") from None


class ManyInput(forms.TextInput):
    """A value that comes several times in a form, or as a list in JSON."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return data.getlist(name) if hasattr(data, "getlist") else data.get(name)


class LanguagesField(forms.Field):
    """Tags of languages, each one of the portal's (`zh-Hans` is `zh`); cleaned to a tuple without repeats."""

    widget = ManyInput

    def clean(self, value: Any) -> tuple[str, ...]:
        if value is None:
            return ()
        tags = value if isinstance(value, list) else [value]
        try:
            return tuple(dict.fromkeys(spoken_tag(str(tag)) for tag in tags if tag != ""))
        except KeyError:
            raise forms.ValidationError(_("There is no such language here."), code="invalid_choice") from None


def service_choices() -> list[tuple[str, Any]]:
    """Every kind of service, in the reader's language."""
    return [("", _("Everything")), *((kind.value, SERVICES[kind]) for kind in ServiceKind)]


def status_choices() -> list[tuple[str, Any]]:
    """Every family of statuses of stay."""
    return [("", _("Everything")), *((status, status) for status in STATUS_IDS if status != ANY_STATUS)]


@fixed
class PlaceSearch(forms.Form):
    """A nearest search: a point or a region, and what to look for there."""

    lat = forms.FloatField(min_value=-90, max_value=90, required=False, label=_("Latitude"))
    lon = forms.FloatField(min_value=-180, max_value=180, required=False, label=_("Longitude"))
    region = RegionField(required=False, max_length=60, label=_("City, county or district"))
    dong = RegionField(required=False, max_length=60, label=_("Neighbourhood (dong)"))
    category = CategoryField(required=False, label=_("What are you looking for?"))
    radius_m = forms.IntegerField(min_value=1, max_value=MAX_RADIUS_M, required=False, initial=3000, label=_("Within"))
    q = forms.CharField(required=False, max_length=100, label=_("Name, place or kind"))
    literal = forms.BooleanField(required=False)
    open_now = FlagField(required=False, label=_("Open now"))
    open_at = MomentField(required=False, max_length=40, label=_("Open at"))
    languages = LanguagesField(required=False, label=_("Language spoken"))
    service = forms.ChoiceField(required=False, choices=service_choices, label=_("Service"))
    status = forms.ChoiceField(required=False, choices=status_choices, label=_("Status of stay"))
    cost = forms.ChoiceField(required=False, choices=[("", _("Everything")), ("free", _("free"))], label=_("Cost"))
    wheelchair = forms.ChoiceField(
        required=False, choices=[("", _("Everything")), ("yes", _("A wheelchair can enter."))], label=_("Wheelchair")
    )
    unknown = FlagField(required=False, label=_("Those of which it is unknown"))
    order = forms.ChoiceField(
        required=False, choices=[("", _("Nearest first")), ("best", _("Best for me"))], label=_("Order")
    )
    limit = forms.IntegerField(min_value=1, max_value=100, required=False)
    cursor = forms.CharField(required=False, max_length=60)

    def clean_q(self) -> str:
        return clean_query(self.cleaned_data["q"])

    def clean_cursor(self) -> After | None:
        text = self.cleaned_data["cursor"]
        return decode_cursor(text) if text else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        has_lat, has_lon = cleaned.get("lat") is not None, cleaned.get("lon") is not None
        if has_lat != has_lon:
            self.add_error("lon" if has_lat else "lat", _("Latitude and longitude go together."))
        cleaned["asked"] = asked_for(cleaned)
        named = cleaned.get("region") or cleaned.get("dong") or cleaned["asked"].region
        if not (has_lat or has_lon or named or self.errors):
            self.add_error("region", _("Choose a region, or share your position."))
        if cleaned.get("open_now") and cleaned.get("open_at"):
            self.add_error("open_at", _("Ask for what is open now or at a moment, not both."))
        if cleaned.get("cursor") and cleaned.get("order") == "best":
            self.add_error("cursor", _("The best places come on one page."))
        return cleaned

    def where(self) -> Where:
        """The point to search from: a region that the words name, else what was sent.

        A person's position is made coarse here, whatever its digits.
        """
        cleaned = self.cleaned_data
        named, region = cleaned["asked"].region, cleaned["dong"] or cleaned["region"]
        if named and not (region and named.pk in above(region)):
            return Where(named.center, named)
        if cleaned["lat"] is not None:
            return Where(geo.coarse_point(cleaned["lat"], cleaned["lon"]), None)
        return Where(region.center, region)

    def search(self) -> NearSearch:
        cleaned = self.cleaned_data
        return NearSearch(
            categories=cleaned["asked"].categories or cleaned["category"],
            radius_m=cleaned["radius_m"] or 3000,
            text=cleaned["asked"].rest,
            limit=cleaned["limit"] or 20,
            open_at=timezone.now() if cleaned["open_now"] else cleaned["open_at"],
            wanted=self.wanted(),
            after=cleaned["cursor"],
            best_for=self.spoken() if cleaned["order"] == "best" else None,
        )

    def spoken(self) -> tuple[str, ...]:
        """The languages asked for; else the reader's, unless it is Korean, which is spoken everywhere."""
        reader = get_language() or "ko"
        return self.cleaned_data["languages"] or (() if reader == "ko" else (spoken_tag(reader),))

    def wanted(self) -> Wanted:
        cleaned = self.cleaned_data
        return Wanted(
            languages=cleaned["languages"],
            service=ServiceKind(cleaned["service"]) if cleaned["service"] else None,
            status=cleaned["status"],
            free=cleaned["cost"] == Cost.FREE,
            wheelchair=cleaned["wheelchair"] == "yes",
            unknown=cleaned["unknown"],
        )


def asked_for(cleaned: dict[str, Any]) -> Asked:
    """What the words `q` of a search ask for; all of them are a name when `literal` says so."""
    text = clean_query(cleaned.get("q") or "")
    if not text or cleaned.get("literal"):
        return Asked(rest=text)
    return understand(text, get_language() or "")


class AddressQuery(forms.Form):
    """A typed address, dong, landmark or region."""

    q = forms.CharField(min_length=2, max_length=200, label=_("Address"))
    lang = forms.CharField(required=False, max_length=20)


class PlaceListing(forms.Form):
    """Places by region, category, box or name, in the order of their ids."""

    region = RegionField(required=False, max_length=60)
    category = CategoryField(required=False)
    bbox = BboxField(required=False, max_length=100)
    q = forms.CharField(required=False, max_length=100)
    literal = forms.BooleanField(required=False)
    page = forms.IntegerField(required=False, min_value=1, max_value=10_000)
    cursor = CursorField()
    limit = forms.IntegerField(required=False, min_value=1, max_value=500)
    lang = forms.CharField(required=False, max_length=20)

    def places(self) -> PlaceQuerySet:
        """The published places asked for."""
        cleaned, asked = self.cleaned_data, asked_for(self.cleaned_data)
        places = Place.objects.published()
        for region in filter(None, (cleaned["region"], asked.region)):
            places = places.within_region(region)
        for categories in filter(None, (cleaned["category"], asked.categories)):
            places = places.of_category(categories)
        if cleaned["bbox"]:
            places = places.within_bbox(cleaned["bbox"])
        if asked.rest:
            places = places.matching(asked.rest)
        return places.with_provenance().order_by("pk")


def encode_cursor(after: After) -> str:
    """Where the next page starts: after this place."""
    return base64.urlsafe_b64encode(struct.pack(CURSOR, *after)).decode().rstrip("=")


def decode_cursor(text: str) -> After:
    """The opposite of `encode_cursor`; a field error when the text was not made by it."""
    try:
        return After(*struct.unpack(CURSOR, base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))))
    except (ValueError, binascii.Error, struct.error):
        raise forms.ValidationError(_("This cursor was not made by the portal."), code="invalid") from None
