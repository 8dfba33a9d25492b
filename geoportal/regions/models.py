"""Administrative units in their editions, their subdivided parts, and who lives there."""

from __future__ import annotations

from django.contrib.gis.db import models
from django.contrib.postgres.indexes import GistIndex
from django.db.models import F, Q
from django.urls import reverse

from geoportal.core.languages import current_code
from geoportal.provenance.models import Source
from geoportal.regions.categories import LEVEL_IDS, Level
from geoportal.regions.names import name_in
from geoportal.regions.queries import ForeignResidentsQuerySet, RegionQuerySet, RegisteredForeignersQuerySet


class Region(models.Model):
    """One unit in one edition; `valid_from` and `valid_to` are days in force, both included."""

    code = models.CharField(max_length=12)
    level = models.PositiveSmallIntegerField(choices=[(n, level.value) for level, n in LEVEL_IDS.items()])
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    name_ko = models.CharField(max_length=60)
    name_en = models.CharField(max_length=80)
    name_en_generated = models.BooleanField(default=False)
    slug = models.SlugField(max_length=60)
    census_code = models.CharField(max_length=12, blank=True)
    geom = models.MultiPolygonField(srid=4326, spatial_index=True)
    center = models.PointField(srid=4326, spatial_index=False)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT)

    objects = RegionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], nulls_distinct=False, name="region_edition_once"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_from__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="region_days_in_order",
            ),
        ]
        indexes = [models.Index(fields=["slug"]), models.Index(fields=["level", "code"])]

    def __str__(self) -> str:
        return f"{self.code} {self.name_ko}"

    def get_absolute_url(self) -> str:
        return reverse("web:region", args=[self.slug])

    @property
    def level_name(self) -> Level:
        return next(level for level, number in LEVEL_IDS.items() if number == self.level)

    @property
    def name(self) -> str:
        """The name for the active language (`regions.names`)."""
        return name_in(current_code(), self.name_ko, self.name_en)


class RegionPart(models.Model):
    """A piece of a dong small enough for a fast point-in-polygon test."""

    region = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="parts")
    geom = models.PolygonField(srid=4326, spatial_index=False)

    class Meta:
        indexes = [GistIndex(fields=["geom"], name="regionpart_geom")]

    def __str__(self) -> str:
        return f"part of {self.region_id}"


class RegionCell(models.Model):
    """A cell of a grid of some 200 m that a dong touches, so that most points need no polygon to be placed.

    `cell` is `regions_cell(lat, lon)` of every point in it. `alone` says that the cell lies wholly in this dong and no
    dong of the same days touches it.
    """

    pk = models.CompositePrimaryKey("cell", "region_id")
    cell = models.BigIntegerField()
    region = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="cells")
    alone = models.BooleanField()

    def __str__(self) -> str:
        return f"cell {self.cell} of {self.region_id}"


class ForeignResidents(models.Model):
    """Foreign residents of one region in one census year.

    `unplaced` names the dongs counted here because their own area is not certain.
    """

    region = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="foreign_residents")
    year = models.PositiveSmallIntegerField()
    persons = models.PositiveIntegerField()
    unplaced = models.JSONField(default=list)
    source = models.ForeignKey(Source, on_delete=models.PROTECT)

    objects = ForeignResidentsQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["region", "year"], name="foreign_residents_once")]

    def __str__(self) -> str:
        return f"{self.region_id} {self.year}: {self.persons}"


class RegisteredForeigners(models.Model):
    """Foreigners of one nationality in the Ministry of Justice's register (staying over 90 days), in one si, gun or
    gu at the end of a month.

    Not the census' population (`ForeignResidents`), and never added to it. `nationality` is ISO 3166-1, empty where
    the publisher's name has no code; a region and nationality without a row is unknown, not zero.
    """

    region = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="registered_foreigners")
    month = models.DateField()
    nationality = models.CharField(max_length=2, blank=True)
    nationality_ko = models.CharField(max_length=60)
    persons = models.PositiveIntegerField()
    source = models.ForeignKey(Source, on_delete=models.PROTECT)

    objects = RegisteredForeignersQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "month", "nationality_ko"], name="registered_foreigners_once"),
            models.CheckConstraint(
                condition=Q(nationality="") | Q(nationality__regex="^[A-Z]{2}$"), name="registered_nationality_is_iso"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region_id} {self.month:%Y-%m} {self.nationality_ko}: {self.persons}"
