"""Brings the interface's files of all languages up to the strings of the code."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from geoportal.translation import interface


class Command(BaseCommand):
    """`geoportal update_messages`."""

    help = "Adds the strings that the code and templates show to each language's file, and drops those gone."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        for code, added in interface.update().items():
            self.stdout.write(f"{code}: {added} added")
