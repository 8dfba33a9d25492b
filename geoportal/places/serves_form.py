"""What may be asked of who serves a place, typed and checked; the page and the API share it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib.gis.geos import Point
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geoportal.core import geo
from geoportal.places.categories import OfficeKind
from geoportal.places.locate import buildings
from geoportal.places.serving import KINDS
from geoportal.regions.addresses import AddressUnclear, region_of_address
from geoportal.regions.categories import LEVEL_IDS, Level
from geoportal.regions.models import Region
from geoportal.regions.queries import today

WAYS = ("lat", "region", "address")
# Who serves is known for the present; a day far from it is a slip.
FIRST_DAY = date(2000, 1, 1)
FURTHEST_AHEAD = timedelta(days=2 * 366)


class ServesQuery(forms.Form):
    """A point, a region (code or slug) or an address; a day; the kinds of offices asked for (none: all)."""

    lat = forms.FloatField(min_value=-90, max_value=90, required=False, label=gettext_lazy("Latitude"))
    lon = forms.FloatField(min_value=-180, max_value=180, required=False, label=gettext_lazy("Longitude"))
    region = forms.CharField(max_length=60, required=False, label=gettext_lazy("City, county or district"))
    address = forms.CharField(max_length=200, required=False, label=gettext_lazy("Address"))
    on = forms.DateField(required=False, label=gettext_lazy("On which day?"))
    kind = forms.MultipleChoiceField(choices=[(kind.value, kind.value) for kind in OfficeKind], required=False)
    lang = forms.CharField(required=False, max_length=20)

    def clean(self) -> dict[str, Any]:
        """With `where`, the smallest region known, in the edition in force that day."""
        cleaned = super().clean() or {}
        if not self.errors:
            self.refuse_other_than_one(cleaned)
        if not self.errors:
            cleaned["where"] = self.found(cleaned)
        return cleaned

    def clean_on(self) -> date | None:
        """A day that the portal's boundaries can be asked for."""
        day: date | None = self.cleaned_data["on"]
        if day and not FIRST_DAY <= day <= today() + FURTHEST_AHEAD:
            raise forms.ValidationError(self.fields["on"].error_messages["invalid"], code="range")
        return day

    def refuse_other_than_one(self, cleaned: dict[str, Any]) -> None:
        """An error when the point is half, or when no way or more than one is given."""
        if (cleaned["lat"] is None) != (cleaned["lon"] is None):
            self.add_error("lon" if cleaned["lon"] is None else "lat", _("Latitude and longitude go together."))
            return
        given = [way for way in WAYS if cleaned[way] not in (None, "")]
        if not given:
            self.add_error("region", _("Choose a region, or share your position."))
        for way in given[1:]:
            self.add_error(way, _("Give a position, a region or an address: only one of them."))

    def found(self, cleaned: dict[str, Any]) -> Region | None:
        """The region that is asked for, or None with an error at its field."""
        if cleaned["lat"] is not None:
            return self.around(cleaned["lat"], cleaned["lon"])
        if cleaned["address"]:
            return self.written(cleaned["address"])
        regions = Region.objects.on(self.day()).named(cleaned["region"]).for_links_above()
        region: Region | None = regions.first()
        if region is None:
            self.add_error("region", _("There was no region with this code or name on that day."))
        return region

    def around(self, lat: float, lon: float) -> Region | None:
        """The dong that holds a person's position, which is made coarse here."""
        chain = Region.objects.containing(geo.coarse_point(lat, lon), self.day())
        region: Region | None = chain.for_links_above().last()
        if region is None:
            self.add_error("lat", _("This position is outside the area of the portal."))
        return region

    def written(self, address: str) -> Region | None:
        """The region that an address names, and of that the dong of its building where one is loaded; the error names
        those that it may mean."""
        try:
            region = region_of_address(address, self.day())
            return self.dong_of(address, region) or region
        except AddressUnclear as error:
            names = ", ".join(long_name(region) for region in error.candidates)
            if names:
                self.add_error("address", _("This address may be in several places: %(names)s.") % {"names": names})
            else:
                self.add_error("address", _("No region in this address is known. Write the city and the dong."))
        return None

    def dong_of(self, address: str, region: Region) -> Region | None:
        """The dong of the region in which the address's building stands: a road or a lot doesn't name it."""
        if region.level == LEVEL_IDS[Level.DONG]:
            return None
        chains = (
            Region.objects.containing(geo.point(one.lat, one.lon), self.day()).for_links_above()
            for one in buildings(address, region)
        )
        found = {chain[-1] for chain in map(list, chains) if region in chain}
        return found.pop() if len(found) == 1 else None

    def day(self) -> date:
        return self.cleaned_data.get("on") or today()

    def kinds(self) -> tuple[OfficeKind, ...]:
        """Those asked for, in the portal's order."""
        asked = set(self.cleaned_data["kind"])
        return tuple(kind for kind in KINDS if not asked or kind.value in asked)


class ServesPage(ServesQuery):
    """The same for the page, where a dong narrows the region; one of another region is left alone."""

    dong = forms.CharField(max_length=60, required=False, label=gettext_lazy("Neighbourhood (dong)"))

    def found(self, cleaned: dict[str, Any]) -> Region | None:
        region = super().found(cleaned)
        if region is None or not cleaned["dong"]:
            return region
        below = Region.objects.on(self.day()).below(region)
        return below.named(cleaned["dong"]).for_links_above().first() or region

    def position(self) -> Point | None:
        """The coarse position that was sent, if one was."""
        lat, lon = self.cleaned_data["lat"], self.cleaned_data["lon"]
        return None if lat is None else geo.coarse_point(lat, lon)

    def day_asked(self) -> date:
        """The day, today while none that can be read is given."""
        return self.day() if self.is_bound and self.is_valid() else today()


def long_name(region: Region) -> str:
    """`경기도 안산시 단원구 원곡동`, for those who wrote an address; in Hangul as it is written there."""
    names = [region.name_ko]
    while region.parent is not None:
        region = region.parent
        names.append(region.name_ko)
    return " ".join(reversed(names))
