"""Makes for each si/gun its section of the guides, with a group of editors and one of moderators."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from geoportal.guides.roles import make_roles


class Command(BaseCommand):
    """`geoportal guides_roles`."""

    help = (
        "Makes the sections and groups of the si/gun that have none yet; people are added to the groups in the admin."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        made = make_roles()
        self.stdout.write(f"Sections made: {', '.join(made) or 'none'}")
