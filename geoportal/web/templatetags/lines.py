"""Whom a reader can call from any page: the two lines for foreigners, and the center of the page's region."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from django import template
from django.conf import settings
from django.urls import reverse

from geoportal.core.hotlines import Hotline, hotline
from geoportal.events.models import Event
from geoportal.places.categories import OfficeKind
from geoportal.places.forms import Where
from geoportal.places.models import Place
from geoportal.places.serving import serving
from geoportal.provenance.models import data_version
from geoportal.regions.models import Region
from geoportal.regions.queries import today
from geoportal.web.templatetags.portal import tel

register = template.Library()
NATIONAL = ("1345", "1577-1366")
OF_PROVINCE = "1661-0222"
CENTERS = (OfficeKind.FOREIGN_RESIDENTS_CENTER, OfficeKind.FAMILY_CENTER)


class Center(NamedTuple):
    """A center that serves a region, with its number and the day that this was compared with its source."""

    name: str
    phone: str
    checked_on: date


class HelpLines(NamedTuple):
    """What the strip of every page shows; without a region, or where none is known, the province's own center."""

    national: list[Hotline]
    centers: list[Center]
    region: Region | None
    offices_url: str


@register.simple_tag(takes_context=True)
def help_lines(context: template.Context) -> HelpLines:
    """The lines for this page, each from data with a source and a day of checking."""
    national = [line for line in map(hotline, NATIONAL) if line]
    region = _region_of(context)
    centers = list(_centers(region.pk, today(), data_version())) if region else []
    province = hotline(OF_PROVINCE)
    found = [Center(place.name, phone, checked_on) for place, phone, checked_on in centers]
    if not found and province:
        found = [Center(province.name, province.number, province.checked_on)]
    address = reverse("places:serves")
    return HelpLines(national, found, region, f"{address}?region={region.code}#served" if region else address)


@register.simple_tag
def operator() -> dict[str, object]:
    """Who runs the portal: `name`, `contact`, `is_official`; without a request, so that error pages say the same."""
    return dict(settings.OPERATOR)


def _region_of(context: template.Context) -> Region | None:
    """The region that a page is about, if it is about one: its own, that of its search, of its place or event."""
    for name in ("region", "where", "place", "event"):
        value = context.get(name)
        if isinstance(value, Where):
            value = value.region
        if isinstance(value, Place | Event):
            value = value.unit
        if isinstance(value, Region):
            return value
    return None


@lru_cache(maxsize=256)
def _centers(region_pk: int, day: date, version: int) -> tuple[tuple[Place, str, date], ...]:
    """The centers of a region that have a number to call; looked up once for each load of data."""
    region = Region.objects.get(pk=region_pk)
    found = [one for kind in serving(region, day, kinds=CENTERS) for one in kind.offices]
    return tuple((one.office, one.office.phone, one.checked_on) for one in found if tel(one.office.phone))[:2]
