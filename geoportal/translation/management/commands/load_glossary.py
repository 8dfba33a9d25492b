"""Brings the glossary up to data/reference/glossary.csv; what people changed stays."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from geoportal.translation.glossary.services import load_glossary


class Command(BaseCommand):
    """`geoportal load_glossary`."""

    help = "Load data/reference/glossary.csv; terms that people changed stay."

    def handle(self, *args: Any, **options: Any) -> None:
        done = load_glossary()
        self.stdout.write(", ".join(f"{count} {what}" for what, count in done.items()))
