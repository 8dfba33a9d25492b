"""The boards of the cities: groups whose members, being staff, moderate the community of their own city only."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import GroupPagePermission, Page

from geoportal.places.bounds import SECTION
from geoportal.regions.categories import Level
from geoportal.regions.models import Region
from geoportal.regions.queries import today

NAME = "게시판 관리: {name}"
MAY = ("view_post", "moderate_post", "view_decision")


@transaction.atomic
def make_boards() -> list[str]:
    """Make what is missing; the slugs of the cities whose board is new.

    A board is bound to its city as `places.bounds` reads it: by a permission on the city's section among the guides,
    here to see it and no more.
    """
    cities = dict(Region.objects.on(today()).of_gyeonggi().of_level(Level.SIGUN).values_list("slug", "name_ko"))
    sections = Page.objects.filter(depth=SECTION, slug__in=cities, locale__language_code=settings.LANGUAGE_CODE)
    seeing = Permission.objects.get(content_type__app_label="wagtailcore", codename="view_page")
    made = []
    for section in sections.order_by("slug"):
        group, is_new = Group.objects.get_or_create(name=NAME.format(name=cities[section.slug]))
        if is_new:
            group.permissions.add(*Permission.objects.filter(content_type__app_label="community", codename__in=MAY))
            GroupPagePermission.objects.create(group=group, page=section, permission=seeing)
            made.append(section.slug)
    return made
