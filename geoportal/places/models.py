"""Places: what stands where, as its source states it."""

from __future__ import annotations

from typing import Any

from django.contrib.gis.db import models
from django.contrib.gis.db.models.functions import Transform
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, GistIndex
from django.db.models import F, Func, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from geoportal.core import geo
from geoportal.core.hours import State, read_hours, state
from geoportal.core.languages import current_code
from geoportal.places.categories import CATEGORY_IDS, CATEGORY_OF_ID, Category, OfficeKind, Position
from geoportal.places.consultations import Consultation
from geoportal.places.corrected import Correction
from geoportal.places.multirange import MultirangeField
from geoportal.places.offered import Change, Organization, Phone, Service
from geoportal.places.queries import CountQuerySet, PlaceQuerySet
from geoportal.places.stated import stated
from geoportal.provenance.models import Source
from geoportal.regions.models import Region

# Each category's points on a shelf of its own, 1,000 km further east: one index that is built as fast as one of
# points alone and walks a category's places nearest first. The near_categories.sql has the same words.
SHELF = Func(F("point_5179"), F("category_id") * 1_000_000, 0, function="ST_Translate")
__all__ = [
    "Change", "Consultation", "Correction", "Organization", "Phone", "Place", "PlaceCount", "PlaceFacet", "Service",
    "ServiceArea",
]  # fmt: skip
PUBLISHED = Q(retired_at__isnull=True, same_as__isnull=True)


class Place(models.Model):
    """One place of one source.

    `retired_at` is set when the source no longer has it, or says that it is closed. `same_as` is the
    place of a more trusted source that is the same in the world; such a row is not shown by itself, and
    what only it knows is in the other's `merged`: by field, the value and the name of its source. A finer
    position is shown in place of the row's own, which then stands in `own_location`.

    What a search asks of services stands here too, of the place and its twins, None for unknown: `language_ids`
    (`languages.spoken_id`), `service_ids`, `status_ids`, and 1 or 0 for `free` (a service is) and `wheelchair`.
    """

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="places", db_index=False)
    source_key = models.CharField(max_length=200)
    category_id = models.PositiveSmallIntegerField(choices=[(n, c.value) for c, n in CATEGORY_IDS.items()])
    name_ko = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    name_en_generated = models.BooleanField(default=False)
    address_ko = models.CharField(max_length=300, blank=True)
    address_en = models.CharField(max_length=300, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    homepage = models.CharField(max_length=300, blank=True)
    attributes = models.JSONField(default=dict)
    point = models.PointField(srid=geo.WGS84, spatial_index=False)
    point_5179 = models.GeneratedField(
        expression=Transform("point", geo.METRIC),
        output_field=models.PointField(srid=geo.METRIC, spatial_index=False),
        db_persist=True,
    )
    point_3857 = models.GeneratedField(
        expression=Transform("point", geo.WEB),
        output_field=models.PointField(srid=geo.WEB, spatial_index=False),
        db_persist=True,
    )
    position = models.CharField(max_length=8, choices=[(one.value, one.value) for one in Position], default="source")
    unit = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    dong = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    row_hash = models.CharField(max_length=32)
    checked_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    same_as = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="twins", db_index=False
    )
    merged = models.JSONField(default=dict)
    # Where its own source has it, while a twin's finer position is shown: lat, lon, position, unit_id, dong_id.
    own_location = models.JSONField(null=True, blank=True)
    # The opening hours, its own or a twin's, as numbers; which ones stands in the migration 0005_opening_hours.
    open_minutes = models.GeneratedField(
        expression=Func(Func("attributes", "merged", function="places_hours"), function="places_open_minutes"),
        output_field=MultirangeField(null=True),
        db_persist=True,
    )
    language_ids = ArrayField(models.PositiveSmallIntegerField(), null=True, blank=True)
    service_ids = ArrayField(models.PositiveSmallIntegerField(), null=True, blank=True)
    status_ids = ArrayField(models.PositiveSmallIntegerField(), null=True, blank=True)
    free = models.PositiveSmallIntegerField(null=True, blank=True)
    wheelchair = models.PositiveSmallIntegerField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "source_key"], name="place_once")]
        indexes = [
            GistIndex(fields=["point_5179"], condition=PUBLISHED, fillfactor=100, name="place_near"),
            GistIndex(SHELF, condition=PUBLISHED, fillfactor=100, name="place_near_category"),
            GistIndex(fields=["point_3857"], condition=PUBLISHED, name="place_tile"),
            models.Index(fields=["same_as"], condition=Q(same_as__isnull=False), name="place_twins"),
            models.Index(fields=["id"], condition=~Q(merged={}) | Q(own_location__isnull=False), name="place_merged"),
            models.Index(fields=["unit", "category_id"], condition=PUBLISHED, name="place_unit_category"),
            models.Index(fields=["dong", "category_id"], condition=PUBLISHED, name="place_dong_category"),
        ]

    def __str__(self) -> str:
        return self.name_ko

    def get_absolute_url(self) -> str:
        return reverse("places:detail", args=[self.pk])

    @property
    def category(self) -> Category:
        return CATEGORY_OF_ID[self.category_id]

    @property
    def name(self) -> str:
        """The name for the active language; Korean where no other is known."""
        return self.name_ko if current_code() == "ko" else self.shown_name_en or self.name_ko

    @property
    def shown_name_en(self) -> str:
        return str(stated(self, "name_en").value)

    @property
    def shown_address_ko(self) -> str:
        return str(stated(self, "address_ko").value)

    @property
    def shown_phone(self) -> str:
        return str(stated(self, "phone").value)

    @property
    def shown_homepage(self) -> str:
        return str(stated(self, "homepage").value)

    @property
    def hours(self) -> Any:
        """The week of opening hours; None when no source states it."""
        return stated(self, "attributes.hours").value

    @cached_property
    def state_now(self) -> State:
        """Whether it is open at the moment that was asked for (`PlaceQuerySet.told_at`), else now, and until when."""
        return state(read_hours(self.hours), getattr(self, "told_for", None) or timezone.now())


class PlaceCount(models.Model):
    """How many published places of a category a si/gun/gu has; written at each load."""

    unit = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="place_counts")
    category_id = models.PositiveSmallIntegerField()
    places = models.PositiveIntegerField()
    samples = models.PositiveIntegerField(default=0)

    objects = CountQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "category_id"], name="place_count_once")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.category_id}: {self.places}"


class PlaceFacet(models.Model):
    """How many published places of a category a si/gun/gu has that answer yes to one choice of the search form.

    `facet` is one of `facets.Facet`, `value` the number of the language or service, 1 for yes; written at each load.
    """

    unit = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="place_facets")
    category_id = models.PositiveSmallIntegerField()
    facet = models.PositiveSmallIntegerField()
    value = models.PositiveSmallIntegerField()
    places = models.PositiveIntegerField()

    objects = CountQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "category_id", "facet", "value"], name="place_facet_once")
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.facet}={self.value}: {self.places}"


class ServiceArea(models.Model):
    """An area whose people an office serves (HSDS: service_area), as the source of the office states it.

    `region_code` is that of a region of any level, in whatever edition it stands. `part_ko` names the part of the
    region that the source means when no region has just that part; empty for all of it. Days are days in force,
    both included; None is unknown.
    """

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="service_areas")
    kind = models.CharField(max_length=30, choices=[(kind.value, kind.value) for kind in OfficeKind])
    region_code = models.CharField(max_length=12)
    part_ko = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    source_title = models.CharField(max_length=300)
    source_url = models.CharField(max_length=500)
    checked_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["place", "kind", "region_code", "part_ko", "valid_from"],
                nulls_distinct=False,
                name="service_area_once",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_from__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="service_area_days_in_order",
            ),
        ]
        indexes = [models.Index(fields=["region_code", "kind"], name="service_area_region")]

    def __str__(self) -> str:
        return f"{self.place_id} {self.kind} {self.region_code} {self.part_ko}".strip()


class PlaceWords(models.Model):
    """What a place is found by when somebody writes text; made by `places.wording` at each load, never shown.

    `exact` holds the name without spaces, its initial consonants, the English name and the address' words;
    `bigrams` the pairs of neighbouring syllables (and initial consonants) of these; `folded` the skeletons of
    `core.latin`. `road` is the skeleton of the address' road, with its number; `lot` the dong and lot.
    """

    place = models.OneToOneField(Place, on_delete=models.CASCADE, primary_key=True, related_name="words")
    exact = models.TextField()
    bigrams = ArrayField(models.TextField())
    folded = models.TextField()
    road = models.TextField(blank=True)
    main = models.IntegerField(default=0)
    sub = models.IntegerField(default=0)
    lot = models.TextField(blank=True)

    class Meta:
        indexes = [
            GinIndex(fields=["bigrams"], fastupdate=False, name="placewords_bigrams"),
            GinIndex(fields=["folded"], opclasses=["gin_trgm_ops"], fastupdate=False, name="placewords_folded"),
            models.Index(fields=["road", "main"], condition=~Q(road=""), name="placewords_road"),
            models.Index(fields=["lot"], condition=~Q(lot=""), name="placewords_lot"),
        ]

    def __str__(self) -> str:
        return self.exact
