"""Questions asked of places; "near" is defined here and in the two near*.sql files only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.contrib.gis.geos import Point, Polygon
from django.db import models
from django.db.models.expressions import RawSQL
from django.utils import timezone

from geoportal.core import geo
from geoportal.core.hours import Open
from geoportal.core.sql import rows, statement
from geoportal.places import opening
from geoportal.places.categories import CATEGORY_IDS, Category, Position
from geoportal.places.consultations import consultations_at
from geoportal.places.languages import HOW_IDS, WAYS
from geoportal.places.matching import match
from geoportal.places.near import MANY_UNKNOWN, MAX_RADIUS_M, After, NearPlace, NearResult, NearSearch
from geoportal.places.offered import services_with_hours
from geoportal.places.opening import OpenFilter
from geoportal.places.ranking import CANDIDATES, best
from geoportal.places.stated import disputed
from geoportal.places.wanted import Wanted
from geoportal.regions.categories import Level
from geoportal.regions.models import Region

# So many rows more than asked are walked to at first; see `_near_rows`. A metre of the map (EPSG:5179, as far as 110 km
# from its meridian) is up to 2.7e-9 longer or shorter for each metre of the way, so that two places d metres away
# in opposite directions change their order when they differ by less than d * d * 2.7e-9: 2 cm at 3 km, 7 m at 50 km.
SPARE, MORE_SPARE, MOST_SPARE = 4, 8, 20_000
# Beside more places than these the search form shows the counts of the last load.
MOST_COUNTED = 5_000
# What stands in place of a facet in the row that counts all places (`sql/facets.sql`).
ALL = 0
SLACK_M, SLACK_PER_M = 0.01, 5e-9


class PlaceQuerySet(models.QuerySet[Any]):
    """Places of all sources, the retired ones included until `published` is asked."""

    def published(self) -> PlaceQuerySet:
        """Those that stand, each place of the world once."""
        return self.filter(retired_at__isnull=True, same_as__isnull=True)

    def of_category(self, categories: Sequence[Category]) -> PlaceQuerySet:
        return self.filter(category_id__in=[CATEGORY_IDS[category] for category in categories])

    def stating(self, place: Any) -> PlaceQuerySet:
        """The rows that state this place: its own, and its twins', the most trusted source first."""
        rows = self.filter(models.Q(pk=place.pk) | models.Q(same_as=place.pk)).select_related("source")
        return rows.order_by(models.F("same_as").asc(nulls_first=True), "source__rank", "source__name", "pk")

    def disagreeing(self) -> PlaceQuerySet:
        """Those whose sources say different things of them."""
        return self.filter(pk__in={pk for pk, _ in disputed()})

    def within_region(self, region: Region) -> PlaceQuerySet:
        """Those in a province, si/gun, gu or dong, by the region found at load."""
        return self.filter(
            models.Q(dong=region)
            | models.Q(unit=region)
            | models.Q(unit__parent=region)
            | models.Q(unit__parent__parent=region)
        )

    def within_bbox(self, box: Polygon) -> PlaceQuerySet:
        """Those in a box of degrees. A box is a box in Web Mercator too, so the tiles' index serves."""
        drawn = self.exclude(position=Position.UNIT)
        return drawn.filter(point_3857__bboverlaps=box.transform(geo.transform(geo.WGS84, geo.WEB), clone=True))

    def matching(self, text: str) -> PlaceQuerySet:
        """Those whose name or address the written words fit (`places.matching`)."""
        found = match(text)
        if found.ids is None:
            return self.filter(pk__in=RawSQL(statement("places/match_walk"), [found.text]))  # noqa: S611 (a constant)
        return self.filter(pk__in=RawSQL("SELECT unnest(%s::bigint[])", [found.ids]))

    def with_provenance(self) -> PlaceQuerySet:
        """With the rows that each card shows beside the place itself."""
        related = self.select_related("source", "unit", "unit__parent", "dong")
        return related.defer("unit__geom", "unit__parent__geom", "dong__geom")

    def with_open(self, moment: datetime) -> PlaceQuerySet:
        """Each with `open`: `yes`, `no` or `unknown` at the moment, by its own hours or a twin's."""
        return self.annotate(open=opening.is_open(moment))

    def open_at(self, moment: datetime) -> PlaceQuerySet:
        """Those known to be open at the moment; a naive one is read in Asia/Seoul."""
        return self.alias(is_open=opening.is_open(moment)).filter(is_open=Open.YES)

    def not_closed_at(self, moment: datetime, wanted: Wanted) -> PlaceQuerySet:
        """Those open at the moment, or of which it is unknown, for somebody who wants this; `open` is told for then.

        The same rule as in the near*.sql files, which a test compares with this.
        """
        asked = opening.is_open_for(moment, wanted)
        return self.alias(is_open=asked).exclude(is_open=Open.NO).told_at(moment)

    def told_at(self, moment: datetime) -> PlaceQuerySet:
        """Each with the moment for which `Place.state_now` tells whether it is open."""
        return self.annotate(told_for=models.Value(moment, output_field=models.DateTimeField()))

    def offering(self, wanted: Wanted) -> PlaceQuerySet:
        """Those that offer what is wanted, or, when `wanted.unknown`, those of which it is unknown."""
        if not wanted.is_anything:
            return self
        return self.alias(offers_it=opening.offers(wanted)).filter(offers_it=wanted.params()["offers"])

    def near(self, point: Point, search: NearSearch) -> NearResult:
        """Published places nearest to a WGS84 point, by exact metres in a straight line.

        The statements are `sql/near.sql`, `sql/near_categories.sql` and, for words that fit few
        places, `sql/near_named.sql`. When nothing lies within the
        radius it is widened once to `MAX_RADIUS_M`, and the result says so.
        """
        if search.best_for is not None:
            return self.near_best(point, search, search.best_for)
        search = matched(search)
        found = _near_open(point, search, search.open_at) if search.open_at else _near(point, search)
        found = replace(found, corrected=search.corrected and bool(found.places))
        return _with_hours(found, search.wanted, search.wanted.languages)

    def counts_near(self, point: Point, search: NearSearch, *, at: datetime) -> list[tuple[int, int, int]] | None:
        """How many places within the radius answer yes to each choice, the other choices being those of the search:
        facet, value (`sql/facets.sql`) and number. `at` is the moment for which the open ones are counted. None when
        there are more than `MOST_COUNTED` places."""
        search = matched(search)
        wanted, params = search.wanted, _asked(point, search, search.radius_m) | opening.moment_of(at)
        params |= {
            "sure_languages": next(iter(wanted.numbers()), None),
            "how": HOW_IDS[wanted.how] if wanted.how else None,
            "ways_each": WAYS,
            "only_open": search.open_at is not None,
            "most": MOST_COUNTED,
        }
        found = rows("places/facets", params)
        number = sum(places for facet, _, places in found if facet == ALL)
        return [row for row in found if row[0] != ALL] if number <= MOST_COUNTED else None

    def near_best(self, point: Point, search: NearSearch, languages: Sequence[str]) -> NearResult:
        """Of the nearest places the best for somebody who speaks `languages`, on one page; see `ranking`."""
        found = self.near(point, replace(search, limit=CANDIDATES, after=None, best_for=None))
        ordered = best(found.places, at=found.at, languages=languages)
        return _with_hours(replace(found, places=ordered[: search.limit], after=None), search.wanted, languages)


def _with_hours(found: NearResult, wanted: Wanted, languages: Sequence[str]) -> NearResult:
    """The page with what has hours of its own at its places: consultations in these languages, spoken in the wanted way
    if any, and the wanted service."""
    if not (languages or wanted.service):
        return found
    ids = [place.id for place in found.places]
    return replace(
        found,
        consultations=consultations_at(ids, languages=languages, how=wanted.how, at=found.at),
        served=services_with_hours(ids, wanted.service),
        wanted=wanted,
    )


def matched(search: NearSearch) -> NearSearch:
    """The search among the places that its words fit; when they are many, `text` becomes patterns for the walk."""
    if not search.text or search.is_matched:
        return search
    found = match(search.text)
    return replace(search, text=found.text, among=found.ids, corrected=found.corrected, is_matched=True)


class CountQuerySet(models.QuerySet[Any]):
    """Counts beside the choices of the search form."""

    def of_region(self, region: Region | None) -> CountQuerySet:
        """Those of a region's units; of a dong's unit; of all when None is given."""
        if region is None:
            return self
        below = models.Q(unit__parent=region) | models.Q(unit__parent__parent=region)
        is_dong = region.level_name is Level.DONG
        return self.filter(models.Q(unit=region.parent_id) if is_dong else models.Q(unit=region) | below)

    def of_categories(self, ids: Sequence[int]) -> CountQuerySet:
        """Those of these categories; of all when none is given."""
        return self.filter(category_id__in=ids) if ids else self


def _near(point: Point, search: NearSearch) -> NearResult:
    found, widened_to_m = _widening(point, search, opening.ANY_HOURS)
    places = found[: search.limit]
    after = _after(places) if len(found) > search.limit else None
    unknown = _unknown_offers(point, search, opening.ANY_HOURS)
    return NearResult(places, widened_to_m, timezone.now(), after=after, unknown_offers=unknown)


def _near_open(point: Point, search: NearSearch, moment: datetime) -> NearResult:
    """The open ones first, then those of which it is unknown."""
    unknown = opening.only(Open.UNKNOWN, moment)
    found, widened_to_m = _open_rows(point, search, moment)
    number_open = len(found)
    if number_open <= search.limit:
        rest = replace(search, limit=search.limit - number_open, after=_after_unknown(search))
        more, wide = (
            (_near_rows(point, rest, rest.radius_m, unknown), None) if found else _widening(point, rest, unknown)
        )
        found, widened_to_m = found + more, widened_to_m or wide
    places = found[: search.limit]
    after = _after(places, is_unknown=len(places) > number_open) if len(found) > search.limit else None
    return NearResult(
        places, widened_to_m, moment, after,
        unknown_hours=_unknown(point, search, unknown),
        unknown_offers=_unknown_offers(point, search, opening.only(Open.YES, moment)),
    )  # fmt: skip


def _open_rows(point: Point, search: NearSearch, moment: datetime) -> tuple[list[NearPlace], int | None]:
    """None on a page of which the last one showed unknown ones already."""
    return ([], None) if _after_unknown(search) else _widening(point, search, opening.only(Open.YES, moment))


def _after_unknown(search: NearSearch) -> After | None:
    return search.after if search.after and search.after.is_unknown else None


def _widening(point: Point, search: NearSearch, hours: OpenFilter) -> tuple[list[NearPlace], int | None]:
    """One row more than asked, when there are, and the radius when it had to be widened.

    A page after a place beyond the radius is one of a search that was widened.
    """
    widened = search.after is not None and search.after.distance_m > search.radius_m
    found = [] if widened else _near_rows(point, search, search.radius_m, hours)
    if found or search.radius_m >= MAX_RADIUS_M or (search.after and not widened):
        return found, None
    found = _near_rows(point, search, MAX_RADIUS_M, hours)
    return found, MAX_RADIUS_M if found else None


def _after(places: Sequence[NearPlace], *, is_unknown: bool = False) -> After | None:
    return After(places[-1].distance_m, places[-1].id, is_unknown) if places else None


def _near_rows(point: Point, search: NearSearch, radius_m: float, hours: OpenFilter) -> list[NearPlace]:
    """One row more than asked, when there are, within the radius.

    The index walks on a map whose metres stretch: the statements answer some rows more, and a page is sure when its
    last row lies so much nearer than the last of these that no row beyond them can come before it.
    """
    params, wanted = _asked(point, search, radius_m) | hours, search.limit + 1
    name = "near_named" if search.among is not None else "near_categories" if search.categories else "near"
    spare = SPARE
    while True:
        found = [NearPlace._make(row) for row in rows(f"places/{name}", params | {"spare": spare})]
        if name == "near_named" or spare >= MOST_SPARE or _is_sure(found, wanted, spare):
            return [place for place in found[:wanted] if place.distance_m <= radius_m]
        spare *= MORE_SPARE


def _is_sure(found: list[NearPlace], wanted: int, spare: int) -> bool:
    """Whether no place that was not walked to can be among the wanted ones; `found` is in order."""
    if len(found) < wanted + spare:
        return True
    last = found[-1].distance_m
    return found[wanted - 1].distance_m < last - SLACK_M - last * last * SLACK_PER_M


def _unknown(point: Point, search: NearSearch, hours: OpenFilter) -> int:
    params = _asked(point, search, search.radius_m) | hours | {"limit": MANY_UNKNOWN}
    (number,) = rows("places/near_unknown", params)[0]
    return int(number)


def _unknown_offers(point: Point, search: NearSearch, hours: OpenFilter) -> int | None:
    """How many places may offer what is wanted, or may not; None when nothing is, or when these are asked for."""
    if not search.wanted.is_anything or search.wanted.unknown:
        return None
    return _unknown(point, replace(search, wanted=replace(search.wanted, unknown=True)), hours)


def _asked(point: Point, search: NearSearch, radius_m: float) -> dict[str, Any]:
    """What the near*.sql files are asked with, opening hours aside."""
    return {
        "lat": point.y,
        "lon": point.x,
        "radius_m": radius_m,
        "text": search.text,
        "ids": search.among,
        "after_m": search.after.distance_m if search.after else None,
        "after_id": search.after.place_id if search.after else None,
        "limit": search.limit + 1,
        "spare": SPARE,
        "category_ids": [CATEGORY_IDS[category] for category in search.categories] or None,
        **search.wanted.params(),
    }
