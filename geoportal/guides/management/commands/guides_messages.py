"""Brings the PO files of the guides up to their Korean text, as makemessages does for the program's words."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from geoportal.guides.catalogs import LANGUAGES, memory_of, po_path, translations, wanted, written
from geoportal.guides.categories import Area
from geoportal.guides.content import read_areas, read_guides


class Command(BaseCommand):
    """`geoportal guides_messages [--lang LANG ...]`."""

    help = "Writes fixtures/guides/locale/<language>/<area>.po: new texts are added, translated ones stay."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--lang", action="append", choices=list(LANGUAGES), help="Only this language.")

    def handle(self, *args: Any, **options: Any) -> None:
        folder = settings.GUIDES_DIR
        guides, areas = read_guides(folder), read_areas(folder)
        for language in options["lang"] or LANGUAGES:
            memory = memory_of(translations(folder, language))
            changed = [
                area
                for area in Area
                if written(po_path(folder, language, area), language, wanted(guides, areas, area), memory)
            ]
            self.stdout.write(f"{language}: {', '.join(changed) or 'unchanged'}")
