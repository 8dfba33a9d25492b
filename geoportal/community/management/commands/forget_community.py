"""Deletes what moderators removed long enough ago; to be run every day."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from geoportal.community.services import forget_removed


class Command(BaseCommand):
    """`geoportal forget_community`."""

    help = "Deletes posts and comments removed by moderators more than GEOPORTAL_FEEDBACK_KEEP_DAYS days ago."

    def handle(self, *args: Any, **options: Any) -> None:
        days = settings.FEEDBACK_KEEP_DAYS
        self.stdout.write(f"Entries deleted, removed more than {days} days ago: {forget_removed(older_than_days=days)}")
