"""What Wagtail's admin shows beside its own: the list of pages to review."""

from __future__ import annotations

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from geoportal.guides.reports import PagesToReview


@hooks.register("register_admin_urls")
def report_urls() -> list[URLPattern]:
    view = PagesToReview.as_view()
    return [
        path("reports/guides-to-review/", view, name="guides_to_review"),
        path("reports/guides-to-review/results/", view, {"results_only": True}, name="guides_to_review_results"),
    ]


@hooks.register("register_reports_menu_item")
def report_menu() -> MenuItem:
    return MenuItem(_("Guides to review"), reverse("guides_to_review"), icon_name="warning", order=100)


@hooks.register("construct_main_menu")
def no_uploads(request: object, items: list[MenuItem]) -> None:
    """Pages hold no pictures or files yet, so nothing is uploaded."""
    items[:] = [item for item in items if item.name not in ("images", "documents")]
