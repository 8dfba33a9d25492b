"""Load a roster of who is on duty on which dates."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from geoportal.places.roster import COLUMNS, read_roster
from geoportal.places.services import Checked, add_dates
from geoportal.regions.queries import today


class Command(BaseCommand):
    """`geoportal load_roster FILE --why "E-Gen 설 연휴 당직" [--url ...] [--checked-on 2027-02-01]`."""

    help = f"Load hours of single dates from a CSV ({', '.join(COLUMNS)}); all of it or nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--why", required=True, help="where it is known from, for every reader")
        parser.add_argument("--url", default="")
        parser.add_argument("--checked-on", type=date.fromisoformat, default=None)

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with options["file"].open(encoding="utf-8-sig", newline="") as file:
                roster = read_roster(file)
        except (OSError, UnicodeDecodeError, ValueError) as error:
            raise CommandError(f"{options['file']}: {error}") from None
        checked = Checked(by=None, why=options["why"], on=options["checked_on"] or today(), url=options["url"])
        self.stdout.write(f"places with hours of single dates: {add_dates(roster, checked)}")
