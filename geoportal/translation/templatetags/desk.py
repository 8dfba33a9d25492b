"""Words and counts of the translators' desk."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Locale, Page

from geoportal.core.languages import choice_of
from geoportal.regions.models import Region
from geoportal.translation.categories import SegmentStatus
from geoportal.translation.desk.overview import Line
from geoportal.translation.exchange.taking import WORDS

register = template.Library()
NAMES = {
    SegmentStatus.MISSING: gettext_lazy("Missing"),
    SegmentStatus.MACHINE: gettext_lazy("Machine"),
    SegmentStatus.DRAFTED: gettext_lazy("Drafted"),
    SegmentStatus.REVIEWED: gettext_lazy("Reviewed"),
    SegmentStatus.OUTDATED: gettext_lazy("Outdated"),
}
ROLES = {
    SegmentStatus.OUTDATED: gettext_lazy("a translator, to renew"),
    SegmentStatus.MISSING: gettext_lazy("a translator"),
    SegmentStatus.MACHINE: gettext_lazy("a reviewer, to check machine texts"),
    SegmentStatus.DRAFTED: gettext_lazy("a reviewer"),
}


@register.filter
def status_name(status: SegmentStatus) -> str:
    return str(NAMES[status])


@register.filter
def outcome_name(outcome: Any) -> str:
    return str(WORDS[outcome])


@register.filter
def own_name(code: str) -> str:
    return choice_of(code).own_name


@register.filter
def place_name(path: str) -> str:
    """The field of a path; ids of blocks say nothing to people."""
    return path.split(".")[0]


@register.filter
def area_or_region(key: str, by: str) -> str:
    """The Korean name of an area or region by its slug."""
    if by == "region":
        return Region.objects.filter(slug=key).values_list("name_ko", flat=True).first() or key
    page = Page.objects.filter(slug=key, locale__language_code="ko").first()
    return page.title if page else key


@register.simple_tag
def counts_of(line: Line, locale: Locale) -> Counter[SegmentStatus]:
    return line.counts.get(locale.language_code, Counter())


@register.simple_tag
def count(counts: Counter[SegmentStatus], status: SegmentStatus) -> int:
    return counts[status]


@register.simple_tag
def in_short(counts: Counter[SegmentStatus]) -> str:
    """Done of all, and what is most urgent."""
    if not counts:
        return "–"
    total = sum(counts.values())
    parts = [f"{NAMES[status]} {counts[status]}" for status in ROLES if counts[status]]
    return f"{total - counts[SegmentStatus.MISSING] - counts[SegmentStatus.OUTDATED]}/{total}" + (
        f" · {', '.join(parts)}" if parts else f" · {NAMES[SegmentStatus.REVIEWED]}"
    )


@register.simple_tag
def needed(counts: Counter[SegmentStatus]) -> str:
    """Who is needed."""
    found = [f"{role} ({counts[status]})" for status, role in ROLES.items() if counts[status]]
    return ", ".join(found) or _("nobody")
