"""Made-up posts for a portal that has none yet, marked as such wherever they are shown."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from geoportal.community.models import Comment, Post
from geoportal.community.spaces import cities

FILE: Path = settings.BASE_DIR / "fixtures" / "community" / "samples.yml"
MINUTES_TO_ANSWER = 20


@transaction.atomic
def load_samples() -> int:
    """Make the posts of the file, of which there is a region, where nobody has written yet; how many."""
    if Post.objects.exists():
        return 0
    regions, now = {city.slug: city for city in cities()}, timezone.now()
    rows = [row for row in yaml.safe_load(FILE.read_text(encoding="utf-8")) if row["region"] in regions]
    for row in sorted(rows, key=lambda row: -row["hours_ago"]):
        _make(row, regions[row["region"]], now - timedelta(hours=row["hours_ago"]))
    return len(rows)


def remove_samples() -> int:
    """Delete them with all their answers; how many posts."""
    samples = Post.objects.filter(is_sample=True)
    number = samples.count()
    samples.delete()
    return number


def _make(row: dict[str, Any], region: Any, written_at: datetime) -> None:
    words = {name: row[name] for name in ("community", "kind", "language", "title", "text")}
    post = Post.objects.create(region=region, is_sample=True, **words)
    Post.objects.filter(pk=post.pk).update(created_at=written_at)
    for number, answer in enumerate(row["answers"], start=1):
        comment = Comment.objects.create(post=post, text=answer["text"], language=answer["language"])
        answered_at = written_at + timedelta(minutes=MINUTES_TO_ANSWER * number)
        Comment.objects.filter(pk=comment.pk).update(created_at=answered_at)
