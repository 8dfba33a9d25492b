"""Sample posts for a demonstration, and their removal before the public comes."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from geoportal.community.samples import load_samples, remove_samples


class Command(BaseCommand):
    """`geoportal load_community [--remove]`."""

    help = "Makes sample posts, marked as such, where there is no post yet; with --remove deletes them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--remove", action="store_true", help="delete the sample posts with their answers")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["remove"]:
            self.stdout.write(f"Sample posts deleted: {remove_samples()}")
        else:
            self.stdout.write(f"Sample posts made: {load_samples()}")
