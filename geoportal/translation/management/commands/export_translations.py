"""Writes the pages' translations as files for translators, all pages of one language in each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from wagtail_localize.models import TranslationSource

from geoportal.translation.exchange.message import document
from geoportal.translation.exchange.po_file import write_po
from geoportal.translation.exchange.xliff_file import write_xliff
from geoportal.translation.segments.queries import target_locales

FORMATS = {"po": (write_po, "po"), "xliff": (write_xliff, "xlf")}


class Command(BaseCommand):
    """`geoportal export_translations FOLDER [--format xliff|po] [--language vi] [--page SLUG]`."""

    help = "Write guides-<language>.xlf or .po into a folder."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--format", choices=FORMATS, default="xliff")
        parser.add_argument("--language", help="only this one, as in addresses")
        parser.add_argument("--page", help="only the page of this slug")

    def handle(self, *args: Any, **options: Any) -> None:
        write, ending = FORMATS[options["format"]]
        sources = TranslationSource.objects.filter(locale__language_code=settings.LANGUAGE_CODE).order_by("pk")
        chosen = [one for one in sources if options["page"] in (None, one.get_source_instance().slug)]
        options["folder"].mkdir(parents=True, exist_ok=True)
        for locale in target_locales():
            if options["language"] in (None, locale.language_code):
                path = options["folder"] / f"{options['page'] or 'guides'}-{locale.language_code}.{ending}"
                path.write_bytes(write(document(chosen, locale)))
                self.stdout.write(str(path))
