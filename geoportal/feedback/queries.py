"""Questions asked of reports and suggestions."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce

from geoportal.feedback.categories import State


class HandledQuerySet(models.QuerySet[Any]):
    """What moderators look at."""

    def open(self) -> HandledQuerySet:
        return self.filter(state=State.OPEN)

    def handled_before(self, moment: datetime) -> HandledQuerySet:
        return self.filter(handled_at__lt=moment)


class ReportQuerySet(HandledQuerySet):
    """Reports; those of the same place, kind and state are counted together."""

    def alike(self) -> ReportQuerySet:
        """Inside a subquery: the reports that are counted together with the outer one."""
        return self.filter(place=OuterRef("place"), kind=OuterRef("kind"), state=OuterRef("state"))

    def grouped(self) -> ReportQuerySet:
        """The newest of those alike, with `together`: how many they are. One without a place is alone."""
        everything = self.model._default_manager.all()
        newer = everything.alike().filter(pk__gt=OuterRef("pk"))
        number = everything.alike().order_by().values("kind").annotate(number=Count("pk")).values("number")
        return self.filter(~Exists(newer)).annotate(together=Coalesce(Subquery(number), 1))


class StewardQuerySet(models.QuerySet[Any]):
    """Who looks after which place."""

    def of(self, user: Any) -> StewardQuerySet:
        """Those of a person, for places that still are."""
        return self.filter(user=user.pk, place__retired_at__isnull=True).order_by("place__name_ko")
