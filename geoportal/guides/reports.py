"""For editors: the pages that are expired, past their day of review, or were never reviewed."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.reports import PageReportView
from wagtail.models import Page

from geoportal.guides.models import Article
from geoportal.regions.queries import today


class PagesToReview(PageReportView):
    """Those that the user may see, the ones that are expired or overdue first."""

    page_title = _("Guides to review")
    header_icon = "warning"
    index_url_name = "guides_to_review"
    index_results_url_name = "guides_to_review_results"
    any_permission_required = ["add", "change", "publish"]
    list_export = [*PageReportView.list_export, "article.review_by", "article.valid_to", "article.reviewed_on"]
    export_headings = {
        "article.review_by": _("Review by"),
        "article.valid_to": _("Valid to"),
        "article.reviewed_on": _("Reviewed by the operator on"),
    }

    def get_queryset(self) -> Any:
        wanted = Article.objects.in_language("ko").to_review(today()).values("pk")
        self.queryset = Page.objects.filter(pk__in=wanted).order_by("article__valid_to", "article__review_by")
        return super().get_queryset()
