"""geoportal forget_conversations: deletes what the assistant keeps and whose time is over; to be run every day."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from geoportal.assistant.keeping import forget


class Command(BaseCommand):
    help = "Deletes kept conversations, questions for counsellors and unanswered questions whose time is over."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Rows deleted: {forget()}")
