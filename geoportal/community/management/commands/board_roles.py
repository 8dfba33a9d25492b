"""A group of moderators for each si and gun that has a section among the guides (`geoportal guides_roles`)."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from geoportal.community.boards import make_boards


class Command(BaseCommand):
    """`geoportal board_roles`."""

    help = "Makes a group of community moderators for each city and county; those that there are stay as they are."

    def handle(self, *args: Any, **options: Any) -> None:
        made = make_boards()
        self.stdout.write(f"New boards: {', '.join(made) or 'none'}")
