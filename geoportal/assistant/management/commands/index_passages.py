"""geoportal index_passages: store what the guides say as passages, and let the model read what is new."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from geoportal.assistant.models import Passage
from geoportal.assistant.services import read_passages, store_passages


class Command(BaseCommand):
    help = "Store what the guides say as passages, and let the model read what is new."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--store-only", action="store_true", help="leave the reading to the worker")

    def handle(self, *args: Any, **options: Any) -> None:
        new = store_passages()
        self.stdout.write(f"{new} passages are new.")
        if options["store_only"]:
            return
        unread = Passage.objects.unread().count()
        for_people = self.stderr.isatty()

        def tell(done: int) -> None:
            if for_people:
                self.stderr.write(f"\r{done} of {unread} read", ending="")

        self.stdout.write(f"{read_passages(progress=tell)} passages were read.")
