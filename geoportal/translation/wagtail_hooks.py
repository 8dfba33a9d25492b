"""The desk in the CMS: its addresses and menu, the glossary, and one door for translations instead of two."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.models import Permission
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import include, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet
from wagtail_localize.models import Translation

from geoportal.translation.desk.access import may_translate
from geoportal.translation.glossary.models import GlossaryTerm


def to_desk(request: HttpRequest, translation_id: int, **_rest: Any) -> HttpResponse:
    """Where wagtail-localize's own editor would write past the lock and the checks."""
    found = get_object_or_404(Translation.objects.select_related("target_locale"), pk=translation_id)
    return redirect("translation_editor", found.source_id, found.target_locale.language_code)


def is_automatic(request: HttpRequest, translation_source_id: int) -> HttpResponse:
    """Translated pages follow their source by themselves, so there is nothing to bring up to date."""
    messages.info(request, _("Translated pages follow the Korean page when it is published."))
    return redirect("translation_dashboard")


# Earlier hooks come first among the addresses, so these stand in for those of wagtail-localize.
@hooks.register("register_admin_urls", order=-1)
def desk_urls() -> list[Any]:
    strings = "localize/translate/<int:translation_id>/"
    return [
        path("translations/", include("geoportal.translation.desk.urls")),
        path(strings + "strings/<int:string_segment_id>/edit/", to_desk),
        path(strings + "pofile/upload/", to_desk),
        path(strings + "machine_translate/", to_desk),
        path("localize/update/<int:translation_source_id>/", is_automatic),
    ]


class DeskItem(MenuItem):
    """Shown to translators and reviewers."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_translate(request.user)


@hooks.register("register_admin_menu_item")
def desk_item() -> DeskItem:
    address = reverse("translation_dashboard")
    return DeskItem(gettext_lazy("Translations"), address, name="translations", icon_name="globe", order=250)


@hooks.register("register_permissions")
def desk_permissions() -> Any:
    """So that groups can be given them."""
    return Permission.objects.filter(
        content_type__app_label="translation", codename__in=["translate_segments", "review_segments"]
    )


@hooks.register("before_edit_page", order=-1)
def edit_at_the_desk(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A translated page is edited at the desk."""
    found = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
    ).first()
    if found is None or not may_translate(request.user):
        return None
    return redirect("translation_editor", found.source_id, page.locale.language_code)


class GlossaryViewSet(SnippetViewSet):
    """The glossary in the CMS; a term that is changed here is no longer the file's."""

    model = GlossaryTerm
    icon = "openquote"
    menu_label = gettext_lazy("Glossary")
    add_to_admin_menu = True
    menu_order = 260
    list_display = ["korean", "language", "text", "kind", "is_fixed", "status"]
    list_filter = ["language", "kind", "is_fixed", "status"]
    search_fields = ["korean", "text"]


register_snippet(GlossaryViewSet)
