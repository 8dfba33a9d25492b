"""Questions asked of guide pages: which are shown, in which language, for whom, found by which words."""

from __future__ import annotations

import re
from datetime import date

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Case, IntegerField, Q, Value, When
from wagtail.query import PageQuerySet

from geoportal.core.text import clean_query
from geoportal.guides.wording import folded

MOST_WORDS = 8
HANGUL = re.compile(r"[\uac00-\ud7a3]+")
# What people type that is close enough to a title to be meant.
CLOSE = 0.5


class ArticleQuerySet(PageQuerySet):
    """Pages of every type and language."""

    def in_language(self, code: str) -> ArticleQuerySet:
        return self.filter(locale__language_code=code)

    def published(self) -> ArticleQuerySet:
        """Those that readers may see."""
        return self.filter(live=True)

    def leading_to(self, category: str) -> ArticleQuerySet:
        """Those that send their readers to places of a category, as an office or for help."""
        return self.filter(Q(office_kinds__contains=[category]) | Q(place_categories__contains=[category]))

    def for_status(self, status: str) -> ArticleQuerySet:
        """Those for everybody, and those for a status of stay."""
        return self.filter(Q(audience=[]) | Q(audience__contains=[status]))

    def of_area(self, area: str) -> ArticleQuerySet:
        return self.filter(url_path__contains=f"/{area}/")

    def to_review(self, day: date) -> ArticleQuerySet:
        """Those that are expired, past their day of review, or were never reviewed."""
        return self.filter(Q(valid_to__lt=day) | Q(review_by__lt=day) | Q(reviewed_on__isnull=True))

    def found_by(self, text: str) -> ArticleQuerySet:
        """Those in which what somebody typed is found, in whatever script, the best first.

        Each word is looked for as it stands anywhere in the page, so that Thai or Khmer is found without spaces, and
        a Korean word without its last syllable, often an ending. Half of the words are enough; a page whose title is
        close to the text comes too.
        """
        typed = folded(clean_query(text)).split()[:MOST_WORDS]
        if not typed:
            return self.none()
        hits, titles = (
            sum((_found(lookup, word) for word in typed), Value(0))
            for lookup in ("words__contains", "title__icontains")
        )
        close = TrigramWordSimilarity(" ".join(typed), "title")
        ranked = self.annotate(hits=hits, titles=titles, close=close)
        enough = Q(hits__gte=(len(typed) + 1) // 2) | Q(close__gte=CLOSE)
        return ranked.filter(enough).order_by("-titles", "-hits", "-close", "path")


def _found(lookup: str, word: str) -> Case:
    """1 when a look-up finds the word, else 0."""
    stem = word[:-1] if len(word) > 2 and HANGUL.fullmatch(word) else word
    return Case(When(**{lookup: stem}, then=Value(1)), default=Value(0), output_field=IntegerField())
