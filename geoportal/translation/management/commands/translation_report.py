"""How far the translations are, and what is wrong with them."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from geoportal.translation import interface


class Command(BaseCommand):
    """`geoportal translation_report`."""

    help = "Strings of the interface missing in each reviewed language, and failing checks; exits 1 when there are any."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        counts = [interface.count(language) for language in interface.languages()]
        for one in counts:
            self.stdout.write(
                f"{one.language.django_code:8} interface: {one.strings} strings, {one.missing} missing, "
                f"{len(one.faults)} failing checks"
            )
        for fault in (fault for one in counts for fault in one.faults):
            self.stdout.write(f"{fault.language:8} {fault.why}: {fault.text[:80]!r}")
        if any(one.missing or one.faults for one in counts):
            raise CommandError("The translations are not complete, or a check fails.")
