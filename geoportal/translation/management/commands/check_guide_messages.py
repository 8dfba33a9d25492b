"""Checks the guides' PO files: numbers, dates, links, Hangul, glossary and the rest; errors make it fail."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from geoportal.translation import guide_messages


class Command(BaseCommand):
    """`geoportal check_guide_messages [--language vi] [--folder DIR] [--warnings]`."""

    help = "Check fixtures/guides/locale/*/*.po against their Korean; exit 1 when a check fails."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--folder", type=Path, default=guide_messages.FOLDER)
        parser.add_argument("--language", help="only this one, as its folder is named")
        parser.add_argument("--warnings", action="store_true", help="show warnings too")

    def handle(self, *args: Any, **options: Any) -> None:
        errors = 0
        for language, path in guide_messages.files(options["folder"]):
            if options["language"] and path.parent.name != options["language"]:
                continue
            found = list(guide_messages.faults(language, path))
            wrong = [fault for fault in found if fault.finding.is_error]
            errors += len(wrong)
            count = guide_messages.counted(path)
            self.stdout.write(
                f"{language} {path.stem}: {count.translated} of {count.messages} translated, {len(wrong)} errors, "
                f"{len(found) - len(wrong)} warnings"
            )
            for fault in found if options["warnings"] else wrong:
                self._tell(fault)
        if errors:
            raise CommandError(f"{errors} checks failed")

    def _tell(self, fault: guide_messages.Faulty) -> None:
        kind = "error" if fault.finding.is_error else "warning"
        place = f"{fault.path.parent.name}/{fault.path.name}:{fault.line}"
        self.stdout.write(f"  {place} {kind} {fault.finding.code}: {fault.finding.detail}")
        self.stdout.write(f"    {fault.source}\n    {fault.text}")
