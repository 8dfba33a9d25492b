"""Makes the two groups of the translators' desk."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.core.management.base import BaseCommand

ROLES = {
    "Translators": ("translate_segments", "access_admin"),
    "Translation reviewers": ("translate_segments", "review_segments", "access_admin"),
}


class Command(BaseCommand):
    """`geoportal make_translation_roles`; a second time it changes nothing."""

    help = "Make the groups Translators and Translation reviewers; only the second may mark texts as reviewed."

    def handle(self, *args: Any, **options: Any) -> None:
        for name, codenames in ROLES.items():
            group, _ = Group.objects.get_or_create(name=name)
            group.permissions.add(*Permission.objects.filter(codename__in=codenames))
            self.stdout.write(name)
