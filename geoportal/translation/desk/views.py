"""The dashboard and the side-by-side editor."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import Locale
from wagtail_localize.models import Translation, TranslationSource

from geoportal.core.languages import SOURCE, choice_of, language_of
from geoportal.translation.categories import SegmentStatus
from geoportal.translation.desk.access import (
    for_translators,
    may_edit_source,
    may_publish,
    may_review,
)
from geoportal.translation.desk.forms import ExportForm, FilterForm, ImportForm, OverviewForm, wanted_of
from geoportal.translation.desk.hints import rows
from geoportal.translation.desk.overview import NEEDS, overview
from geoportal.translation.glossary.models import GlossaryTerm
from geoportal.translation.segments.models import SegmentVersion
from geoportal.translation.segments.queries import segments, target_locales
from geoportal.translation.segments.sources import mark_minor
from geoportal.translation.segments.writing import Conflict, NotPublishable, publish, save


@require_safe
@for_translators
def dashboard(request: HttpRequest) -> HttpResponse:
    """What needs whom: counts by language, area, region and page, each with its way into the editor."""
    form = OverviewForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {"area": "", "region": ""}
    return render(request, "translation/desk/dashboard.html", {
        "overview": overview(area=asked["area"], region=asked["region"]), "statuses": list(SegmentStatus),
        "needs": NEEDS, "asked": asked, "export": ExportForm(), "import": ImportForm(),
        "can_review": may_review(request.user),
    })  # fmt: skip


@for_translators
def editor(request: HttpRequest, source_id: int, language: str) -> HttpResponse:
    """Source and translation side by side. A save that comes second gets its words back beside the other ones."""
    source, locale = _place(source_id, language)
    unsaved: dict[int, str] = {}
    if request.method == "POST":
        conflicts = _save(request, source, locale)
        if not conflicts:
            if request.POST.get("action") == "publish":
                _publish(request, source, locale)
            return redirect(request.get_full_path())
        unsaved = {one.now.row.segment_id: one.wanted.text for one in conflicts}
    return _page(request, source, locale, unsaved)


def _place(source_id: int, language: str) -> tuple[TranslationSource, Locale]:
    source = get_object_or_404(TranslationSource.objects.select_related("object"), pk=source_id)
    locale = next((one for one in target_locales() if one.language_code == language), None)
    if locale is None:
        raise Http404
    return source, locale


def _save(request: HttpRequest, source: TranslationSource, locale: Locale) -> list[Conflict]:
    drafts, reviews = wanted_of(request.POST)
    user = request.user
    conflicts = save(source, locale, drafts, by=user)  # type: ignore[arg-type]
    if reviews:
        conflicts += save(source, locale, reviews, by=user, reviewed=True)  # type: ignore[arg-type]
    if conflicts:
        said = _(
            "Somebody else changed %(count)d texts meanwhile. Yours are still in their boxes, beside theirs; "
            "save again to put yours in their place."
        )
        messages.error(request, said % {"count": len(conflicts)})
    else:
        messages.success(request, _("Saved."))
    return conflicts


def _publish(request: HttpRequest, source: TranslationSource, locale: Locale) -> None:
    if not may_publish(request.user, source, locale):
        raise PermissionDenied
    # What was outdated and shown is confirmed by publishing; what was saved just now is current already.
    shown = {int(name.removeprefix("token-")) for name in request.POST if name.startswith("token-")}
    confirmed = {name: request.POST[f"token-{name}"] for name in shown}
    try:
        left = publish(source, locale, by=request.user, seen=confirmed)  # type: ignore[arg-type]
    except NotPublishable as fault:
        messages.error(request, _("Not published: %(count)d texts have errors, see below.") % {
            "count": len(fault.faults)})  # fmt: skip
        return
    messages.success(request, _("Published."))
    if left:
        messages.warning(request, _("%(count)d texts changed meanwhile and are still outdated.") % {"count": len(left)})


def _page(
    request: HttpRequest, source: TranslationSource, locale: Locale, unsaved: dict[int, str]
) -> HttpResponse:  # fmt: skip
    code = locale.language_code
    form = FilterForm(request.GET)
    only = form.cleaned_data["only"] if form.is_valid() else ""
    found = [one for one in segments(source, locale) if only in ("", one.status) or one.row.segment_id in unsaved]
    terms = GlossaryTerm.objects.of_language(code).as_terms()
    translation = Translation.objects.filter(source=source, target_locale=locale, enabled=True).first()
    return render(request, "translation/desk/editor.html", {
        "source": source, "locale": locale, "language": choice_of(code), "korean": language_of("ko"),
        "rows": rows(found, code, terms, unsaved=unsaved), "only": only, "statuses": list(SegmentStatus),
        "can_review": may_review(request.user), "can_publish": may_publish(request.user, source, locale),
        "can_edit_source": may_edit_source(request.user, source), "translation": translation,
        "export": ExportForm(initial={"language": code, "source": source.pk}),
        "is_for_machines": language_of(code) != SOURCE,
    }, status=409 if unsaved else 200)  # fmt: skip


@require_POST
def minor(request: HttpRequest, version_id: int) -> HttpResponse:
    """An editor of the source says that a change was minor: its translations are current again."""
    version = get_object_or_404(SegmentVersion.objects.select_related("context"), pk=version_id)
    source = get_object_or_404(TranslationSource, object_id=version.context.object_id, locale__language_code="ko")
    if not may_edit_source(request.user, source):
        raise PermissionDenied
    mark_minor(version)
    messages.success(request, _("The change counts as minor now; its translations are current."))
    locale = next((one for one in target_locales() if one.language_code == request.POST.get("language")), None)
    if locale is None:
        return redirect("translation_dashboard")
    return redirect(reverse("translation_editor", args=[source.pk, locale.language_code]))
