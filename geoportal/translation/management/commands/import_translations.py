"""Takes a translator's file, and says of each message what became of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from geoportal.accounts.models import User
from geoportal.translation.exchange.message import NotReadable
from geoportal.translation.exchange.reading import read_document
from geoportal.translation.exchange.taking import Outcome, take
from geoportal.translation.segments.queries import target_locales

SILENT = {Outcome.TAKEN, Outcome.UNCHANGED, Outcome.EMPTY}


class Command(BaseCommand):
    """`geoportal import_translations FILE --language vi --user NICKNAME`. Nothing is published by it."""

    help = "Take a PO or XLIFF file in somebody's name; newer words of people stay, and checks are enforced."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--language", required=True, help="as in addresses")
        parser.add_argument("--user", required=True, help="nickname of the person who brings it")

    def handle(self, *args: Any, **options: Any) -> None:
        language, path = options["language"], options["file"]
        locale = next((one for one in target_locales() if one.language_code == language), None)
        user = User.objects.filter(nickname=options["user"]).first()
        if locale is None or user is None:
            raise CommandError("There is no such language or no such user.")
        try:
            read = read_document(path.read_bytes(), language=language)
        except NotReadable as fault:
            raise CommandError(str(fault)) from fault
        report = take(read, locale, by=user, made_by=f"{user}, {path.name}"[:80])
        for outcome, number in sorted(report.counts.items()):
            self.stdout.write(f"{outcome}: {number}")
        for result in report.results:
            if result.outcome not in SILENT:
                why = "; ".join(finding.message for finding in result.findings)
                self.stdout.write(f"  {result.outcome}: {result.message.source[:60]!r} {why}")
