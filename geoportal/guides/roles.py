"""Who may edit what: for each si/gun a section of its own, its editors, its moderators, and the review between them."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import GroupApprovalTask, GroupPagePermission, Workflow, WorkflowPage, WorkflowTask

from geoportal.guides.models import AreaPage, GuidesHome
from geoportal.regions.categories import Level
from geoportal.regions.models import Region
from geoportal.regions.queries import today

EDITORS, MODERATORS = "안내 편집: {name}", "안내 검토: {name}"
MAY: dict[str, tuple[str, ...]] = {
    EDITORS: ("add_page", "change_page"),
    MODERATORS: ("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
}


@transaction.atomic
def make_roles() -> list[str]:
    """Make what is missing for the si/gun in force today; which are new. The guides must be loaded."""
    home = GuidesHome.objects.get(locale__language_code=settings.LANGUAGE_CODE)
    have = set(AreaPage.objects.child_of(home).exclude(region="").values_list("region", flat=True))
    made = []
    for region in Region.objects.on(today()).of_gyeonggi().of_level(Level.SIGUN).for_links().order_by("name_ko"):
        if region.slug not in have:
            _section(GuidesHome.objects.get(pk=home.pk), region)
            made.append(region.slug)
    return made


def _section(home: GuidesHome, region: Region) -> None:
    """A draft section with its two groups; it is published when its organizations have something to say."""
    page = AreaPage(title=region.name_ko, slug=region.slug, region=region.slug, live=False, locale=home.locale)
    home.add_child(instance=page)
    page.save_revision()
    groups = {role: _group(role.format(name=region.name_ko), page, codes) for role, codes in MAY.items()}
    workflow = Workflow.objects.create(name=f"안내 검토: {region.name_ko}")
    task = GroupApprovalTask.objects.create(name=f"안내 검토: {region.name_ko}")
    task.groups.add(groups[MODERATORS])
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=page)


def _group(name: str, page: AreaPage, codes: tuple[str, ...]) -> Group:
    group, _ = Group.objects.get_or_create(name=name)
    group.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    for permission in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=codes):
        GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)
    return group
