"""Results of coverage runs: who lives within a walk of a service, by region and by cell of a grid."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from geoportal.coverage.queries import RowQuerySet, RunQuerySet
from geoportal.places.categories import Branch, Category
from geoportal.places.labels import category_label
from geoportal.provenance.models import Source
from geoportal.regions.models import Region


class CoverageRun(models.Model):
    """One run: its service, how it was counted, and from what; a later run for the same service takes its place.

    `category` is a leaf or a branch of the tree of categories; `language` is empty when any facility counts. An empty
    `network` says that distances are straight lines, and people really walk further. `people` lived in Gyeonggi in
    the census year, `coarse_people` of them counted in a larger unit than the finest (`population_level`). `unplaced`
    are people whom the network does not reach at all. Of the facilities `facilities_off` are not on the network,
    `facilities_rough` were left out because nobody knows where exactly they are, and of `facilities_unknown` it is
    unknown whether they speak the language (None without one). `sources` are the facilities': name, title, attribution,
    license, license_url.
    """

    category = models.CharField(max_length=30)
    language = models.CharField(max_length=10, blank=True)
    minutes = ArrayField(models.PositiveSmallIntegerField())
    speeds_m_per_min = ArrayField(models.PositiveSmallIntegerField(), size=3)
    network = models.CharField(max_length=200, blank=True)
    network_on = models.DateField(null=True)
    population_source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    population_year = models.PositiveSmallIntegerField()
    population_level = models.PositiveSmallIntegerField()
    people = models.PositiveIntegerField()
    coarse_people = models.PositiveIntegerField()
    unplaced = models.FloatField()
    facilities = models.PositiveIntegerField()
    facilities_off = models.PositiveIntegerField()
    facilities_rough = models.PositiveIntegerField()
    facilities_unknown = models.PositiveIntegerField(null=True)
    sources = models.JSONField(default=list)
    software = models.JSONField(default=dict)
    made_at = models.DateTimeField(auto_now_add=True)
    is_sample = models.BooleanField()

    objects = RunQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["category", "language"], name="coverage_run_once")]

    def __str__(self) -> str:
        return f"{self.category} {self.language} {self.made_at:%Y-%m-%d}"

    @property
    def is_straight(self) -> bool:
        """Whether distances are straight lines."""
        return not self.network

    @property
    def label(self) -> str:
        """The service in the reader's words."""
        is_branch = self.category in Branch.__members__.values()
        return str(category_label(Branch(self.category) if is_branch else Category(self.category)))


class CoverageRow(models.Model):
    """People of one region: all, those whom the network does not reach, and those within so many minutes of a facility
    at the slow, usual and fast speed. Fractions, as people are spread over cells; the rest live beyond."""

    run = models.ForeignKey(CoverageRun, on_delete=models.CASCADE, related_name="rows")
    region = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="+")
    minutes = models.PositiveSmallIntegerField()
    people = models.FloatField()
    unplaced = models.FloatField()
    within_slow = models.FloatField()
    within_usual = models.FloatField()
    within_fast = models.FloatField()

    objects = RowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "region", "minutes"], name="coverage_row_once"),
            models.CheckConstraint(
                condition=Q(within_slow__gte=0, within_usual__gte=F("within_slow"), within_fast__gte=F("within_usual")),
                name="coverage_speeds_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run_id} {self.region_id} {self.minutes}"

    @property
    def beyond(self) -> float:
        """People farther than that at the usual speed, or with no way to any facility."""
        return max(self.people - self.unplaced - self.within_usual, 0.0)


class CoverageCell(models.Model):
    """A square of 250 m by its south-west corner (EPSG:5179), and minutes from its middle to the nearest facility.

    They are those of the usual speed; None when no facility is within an hour's walk.
    """

    run = models.ForeignKey(CoverageRun, on_delete=models.CASCADE, related_name="cells", db_index=False)
    x = models.IntegerField()
    y = models.IntegerField()
    minutes = models.FloatField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "x", "y"], name="coverage_cell_once")]
        indexes = [models.Index(fields=["x", "y"], name="coverage_cell_place")]

    def __str__(self) -> str:
        return f"{self.run_id} {self.x} {self.y}"
