"""How pages are laid out for their editors."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel

Panels = list[Panel | str]


def article_panels() -> Panels:
    return [*_top(), *_text()]


def procedure_panels() -> Panels:
    facts = ["who", "where", "deadline", "fee", "processing_time", FieldRowPanel(["online_name", "online_url"])]
    return [*_top(), MultiFieldPanel(facts, heading=_("At a glance")), "documents", "steps", *_text()]


def case_panels() -> Panels:
    return [*_top(), "asked_originally", "question", "situation", "answer", "organization", *_text()]


def _top() -> Panels:
    return ["summary", "questions"]


def _text() -> Panels:
    for_whom = MultiFieldPanel(["audience", "regions"], heading=_("For whom"), classname="collapsed")
    leads_to = MultiFieldPanel(
        ["office_kinds", "place_categories", "services", "hotlines", "related"],
        heading=_("Where it leads"),
        classname="collapsed",
    )
    days = MultiFieldPanel(
        [FieldRowPanel(["valid_from", "valid_to"]), FieldRowPanel(["review_by", "reviewed_on"]), "responsible"],
        heading=_("Validity and review"),
    )
    return ["body", "faq", "sources", for_whom, leads_to, days, FieldPanel("minor_change")]
