"""Files out and in, and machine runs."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import Locale
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.models import TranslationSource
from wagtail_localize.strings import StringValue

from geoportal.translation.desk.access import for_translators
from geoportal.translation.desk.forms import ExportForm, ImportForm
from geoportal.translation.exchange.message import NotReadable, document
from geoportal.translation.exchange.po_file import write_po
from geoportal.translation.exchange.reading import read_document
from geoportal.translation.exchange.taking import Outcome, take
from geoportal.translation.exchange.xliff_file import write_xliff
from geoportal.translation.segments import machine
from geoportal.translation.segments.queries import target_locales

TYPES = {"po": ("text/x-gettext-translation", "po"), "xliff": ("application/xliff+xml", "xlf")}


def locale_of(language: str) -> Locale:
    """The target language by Django's code; 404 when pages are not translated into it."""
    found = next((one for one in target_locales() if one.language_code == language), None)
    if found is None:
        raise Http404
    return found


@require_safe
@for_translators
def export(request: HttpRequest) -> HttpResponse:
    """One page or all pages in one language, as PO or XLIFF."""
    form = ExportForm(request.GET)
    if not form.is_valid():
        raise Http404
    asked = form.cleaned_data
    locale = locale_of(asked["language"])
    sources = TranslationSource.objects.filter(locale__language_code="ko").order_by("pk")
    name = "guides"
    if asked["source"]:
        sources = sources.filter(pk=asked["source"])
        name = slugify(get_object_or_404(sources).object_repr, allow_unicode=True) or "page"
    made = document(sources, locale)
    kind, ending = TYPES[asked["format"]]
    content = write_po(made) if asked["format"] == "po" else write_xliff(made)
    answer = HttpResponse(content, content_type=f"{kind}; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}-{locale.language_code}.{ending}"'.encode(
        "ascii", "replace"
    ).decode()
    return answer


@require_POST
@for_translators
def take_file(request: HttpRequest) -> HttpResponse:
    """Take a file's translations, and tell of each message what became of it."""
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, _("Choose a language and a PO or XLIFF file."))
        return redirect("translation_dashboard")
    upload, language = form.cleaned_data["file"], form.cleaned_data["language"]
    try:
        read = read_document(upload.read(), language=language)
    except NotReadable as fault:
        messages.error(request, _("The file could not be read: %(why)s") % {"why": fault})
        return redirect("translation_dashboard")
    report = take(read, locale_of(language), by=request.user, made_by=f"{request.user}, {upload.name}"[:80])  # type: ignore[arg-type]
    sources = TranslationSource.objects.filter(pk__in=report.pages).order_by("pk")
    return render(request, "translation/desk/taken.html", {
        "report": report, "language": language, "sources": sources,
        "counts": [(outcome, report.counts[outcome]) for outcome in Outcome if report.counts[outcome]],
        "refused": [one for one in report.results if one.outcome not in (Outcome.UNCHANGED, Outcome.EMPTY,
                                                                         Outcome.TAKEN)],
    })  # fmt: skip


@require_POST
@for_translators
def run_machine(request: HttpRequest, source_id: int, language: str) -> HttpResponse:
    """Have the portal's translator fill what is missing on one page."""
    source, locale = get_object_or_404(TranslationSource, pk=source_id), locale_of(language)
    translator = get_machine_translator()
    if translator is None or not translator.can_translate(source.locale, locale):
        messages.error(request, _("No translation engine is set up."))
        return redirect("translation_editor", source_id, language)

    def engine(texts: Sequence[str]) -> list[str | None]:
        values = {text: StringValue.from_plaintext(text) for text in texts}
        answers = translator.translate(source.locale, locale, list(values.values()))
        return [answers[values[text]].render_text() if values[text] in answers else None for text in texts]

    run = machine.translate(source, locale, engine, name=str(translator.display_name))
    if run.is_refused:
        messages.warning(request, _("A machine translation of this page is running already."))
    else:
        messages.success(request, _("%(written)d texts translated, %(faulty)d refused by the checks.") % {
            "written": len(run.written), "faulty": len(run.faulty)})  # fmt: skip
    return redirect("translation_editor", source_id, language)
