"""How far the translations are, and what is wrong with them."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from geoportal.core.languages import EASY
from geoportal.translation import guide_messages, interface
from geoportal.translation.categories import SegmentStatus
from geoportal.translation.segments import report


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
        is_faulty = self._files() + self._segments()
        if is_faulty or any(one.missing or one.faults for one in counts):
            raise CommandError("The translations are not complete, or a check fails.")

    def _files(self) -> int:
        """The guides' files; how many checks fail."""
        failing = 0
        for language, path in guide_messages.files():
            count = guide_messages.counted(path)
            errors = [fault for fault in guide_messages.faults(language, path) if fault.finding.is_error]
            failing += len(errors)
            self.stdout.write(
                f"{language:8} {path.stem}: {count.messages} messages, {count.messages - count.translated} missing, "
                f"{len(errors)} failing checks"
            )
        return failing

    def _segments(self) -> int:
        """The pages as they stand in the database; how many texts fail."""
        found = report.counts()
        for one in found:
            # In easy Korean nothing is missing: what has no easy words is as it is in Korean.
            names = {SegmentStatus.MISSING: "as in Korean"} if one.language == EASY.django_code else {}
            said = ", ".join(f"{count} {names.get(status, status)}" for status, count in sorted(one.counts.items()))
            self.stdout.write(f"{one.language:8} pages: {said or 'none'}, {len(one.faults)} failing checks")
            for fault in one.faults:
                self.stdout.write(f"{one.language:8} {fault.findings[0].code}: {fault.segment.source[:80]!r}")
        return sum(len(one.faults) for one in found)
