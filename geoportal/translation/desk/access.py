"""Who may do what at the desk."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from wagtail.models import Locale
from wagtail_localize.models import TranslationSource

from geoportal.translation.segments.writing import REVIEW, TRANSLATE

View = Callable[..., HttpResponse]


def may_translate(user: Any) -> bool:
    """Translators and reviewers."""
    return bool(user.has_perm(TRANSLATE) or user.has_perm(REVIEW))


def may_review(user: Any) -> bool:
    return bool(user.has_perm(REVIEW))


def may_publish(user: Any, source: TranslationSource, locale: Locale) -> bool:
    """Reviewers, and whoever may publish the translated page itself."""
    if user.has_perm(REVIEW):
        return True
    page = source.object.get_instance_or_none(locale)
    return bool(page is not None and page.permissions_for_user(user).can_publish())


def may_edit_source(user: Any, source: TranslationSource) -> bool:
    """Editors of the Korean page."""
    return bool(source.get_source_instance().permissions_for_user(user).can_edit())


def for_translators(view: View) -> View:
    """Keeps others away: 403."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        if not may_translate(request.user):
            raise PermissionDenied
        return view(request, *args, **options)

    return guarded
