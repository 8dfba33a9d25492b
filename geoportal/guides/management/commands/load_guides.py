"""Loads the guides' Korean text and its translations from fixtures/guides into the tree of pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from geoportal.guides.content import ContentError
from geoportal.guides.loading import Loaded, load


class Command(BaseCommand):
    """`geoportal load_guides [FOLDER]`."""

    help = "Loads the guides. The same files twice change nothing; a page that an editor changed since is left alone."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=settings.GUIDES_DIR)
        parser.add_argument("--korean-only", action="store_true", help="leave the translations for a later load")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            done = load(options["folder"], translations=not options["korean_only"])
        except ContentError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(report(done))


def report(done: Loaded) -> str:
    """What was done, in one line."""
    if done.unchanged:
        return "Guides: unchanged"
    languages = ", ".join(f"{code} {pages}" for code, pages in done.translated.items()) or "none"
    counts = f"{len(done.added)} added, {len(done.updated)} updated, {len(done.kept)} kept as edited"
    return f"Guides: {counts}; translated pages: {languages}"
