"""Questions asked of guide pages: which are shown, in which language, for whom, found by which words."""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from wagtail.query import PageQuerySet


class ArticleQuerySet(PageQuerySet):
    """Pages of every type and language."""

    def in_language(self, code: str) -> ArticleQuerySet:
        return self.filter(locale__language_code=code)

    def published(self) -> ArticleQuerySet:
        """Those that readers may see."""
        return self.filter(live=True)

    def to_review(self, day: date) -> ArticleQuerySet:
        """Those that are expired, past their day of review, or were never reviewed."""
        return self.filter(Q(valid_to__lt=day) | Q(review_by__lt=day) | Q(reviewed_on__isnull=True))
