"""Deletes what people typed once it has been handled long enough ago; to be run every day."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from geoportal.feedback.services import forget_texts


class Command(BaseCommand):
    """`geoportal forget_feedback`."""

    help = "Deletes the texts of reports and suggestions handled more than GEOPORTAL_FEEDBACK_KEEP_DAYS days ago."

    def handle(self, *args: Any, **options: Any) -> None:
        days = settings.FEEDBACK_KEEP_DAYS
        self.stdout.write(f"Texts deleted, handled more than {days} days ago: {forget_texts(older_than_days=days)}")
