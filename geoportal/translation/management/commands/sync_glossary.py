"""Brings Google's glossary up to ours, so that machine translation uses the fixed words."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from google.api_core import exceptions

from geoportal.translation.glossary.models import GlossaryTerm
from geoportal.translation.providers.google import client_of
from geoportal.translation.providers.google_glossary import Terms, sync


class Command(BaseCommand):
    """`geoportal sync_glossary [--input-uri gs://bucket/file.csv]`."""

    help = "Write the glossary into Google's glossary resource (GEOPORTAL_GOOGLE_GLOSSARY)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--input-uri", default="", help="a file in Cloud Storage to make a new resource from")

    def handle(self, *args: Any, **options: Any) -> None:
        chosen = settings.TRANSLATION
        if not chosen["GOOGLE_PROJECT"] or not chosen["GOOGLE_GLOSSARY"]:
            raise CommandError("Set GEOPORTAL_GOOGLE_PROJECT and GEOPORTAL_GOOGLE_GLOSSARY.")
        terms: Terms = {}
        for korean, language, text in GlossaryTerm.objects.values_list("korean", "language", "text"):
            terms.setdefault(korean, {})[language] = text
        path = "projects/{GOOGLE_PROJECT}/locations/{GOOGLE_LOCATION}/glossaries/{GOOGLE_GLOSSARY}".format(**chosen)
        try:
            done = sync(
                client_of(chosen), path, terms, timeout_s=chosen["TIMEOUT_S"], input_uri=options["input_uri"]
            )  # fmt: skip
        except exceptions.GoogleAPIError as fault:
            raise CommandError(f"Google refused: {fault}") from fault
        self.stdout.write(f"{done.added} added, {done.changed} changed, {done.removed} removed")
