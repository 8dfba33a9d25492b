"""The counsellors' queue, and the editors' list of what no guide answers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geoportal.assistant import keeping
from geoportal.assistant.categories import Case
from geoportal.assistant.labels import CASES, REASONS
from geoportal.assistant.models import MAX_ANSWER, Consultation, Unanswered
from geoportal.core.languages import SOURCE, language_of
from geoportal.guides.categories import Area
from geoportal.guides.labels import AREAS
from geoportal.places.bounds import within_bounds
from geoportal.provenance.admin import ReadOnly
from geoportal.translation.services import translate


class AnswerForm(forms.ModelForm):
    """The counsellor's answer, in Korean."""

    answer = forms.CharField(
        widget=forms.Textarea, max_length=MAX_ANSWER, required=False, label=gettext_lazy("Answer, in Korean"),
        help_text=gettext_lazy(
            "It is shown with a machine's translation beside it. Write no names or numbers of people."
        ),
    )  # fmt: skip

    class Meta:
        model = Consultation
        fields = ("answer",)


class AreaForm(ActionForm):
    """The area of the guides that a draft goes to."""

    area = forms.ChoiceField(choices=[(area.value, AREAS[area]) for area in Area], label=gettext_lazy("Area"))


@admin.register(Consultation)
class ConsultationAdmin(admin.ModelAdmin):
    """Claim, answer, close; a good answer becomes the draft of a counselling case."""

    form = AnswerForm
    action_form = AreaForm
    actions = ("claim", "close", "draft_case")
    list_display = ("asked_at", "region", "language", "is_now", "claimed_by", "question")
    list_filter = ("state", "language", "region")
    list_select_related = ("region", "claimed_by")
    readonly_fields = ("asked_at", "region", "language", "question", "in_korean", "is_now", "claimed_by", "keep_until")
    fields = (*readonly_fields, "answer")
    ordering = ("asked_at",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("assistant.view_consultation") or self.has_counsel_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        own = obj is None or (obj.state == Case.CLAIMED and obj.claimed_by_id == request.user.pk)
        return own and self.has_counsel_permission(request)

    def has_counsel_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("assistant.counsel_consultation")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Consultation]:
        """Those of the counsellor's cities and counties."""
        kept = super().get_queryset(request).kept()  # type: ignore[attr-defined]
        return within_bounds(kept, request.user, "region")  # type: ignore[no-any-return]

    @admin.action(description=gettext_lazy("Claim: I answer this"), permissions=["counsel"])
    def claim(self, request: HttpRequest, rows: QuerySet[Any]) -> None:
        taken = sum(keeping.claim(row, request.user) for row in rows)  # type: ignore[arg-type]
        messages.success(request, _("Yours: %(number)s") % {"number": taken})

    @admin.action(description=gettext_lazy("Close"), permissions=["counsel"])
    def close(self, request: HttpRequest, rows: QuerySet[Any]) -> None:
        for row in rows:
            keeping.close(row)
            self.log_change(request, row, Case.CLOSED.value)

    @admin.action(description=gettext_lazy("Draft a counselling case from it"), permissions=["counsel"])
    def draft_case(self, request: HttpRequest, rows: QuerySet[Any]) -> None:
        area = Area(request.POST.get("area", Area.WELFARE.value))
        answered = [row for row in rows if row.answer]
        for row in answered:
            keeping.draft_case(row, area=area, by=request.user)  # type: ignore[arg-type]
        messages.success(
            request, _("Drafts made, to be anonymized and reviewed: %(number)s") % {"number": len(answered)}
        )

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        text = form.cleaned_data["answer"].strip()
        given = text and keeping.give_answer(obj, text, language=SOURCE.code, by=request.user)  # type: ignore[arg-type]
        if text and not given:
            messages.error(request, _("Another counsellor has this question; your text was not saved."))

    @admin.display(description=gettext_lazy("In Korean, by a machine"))
    def in_korean(self, row: Consultation) -> SafeString | str:
        source = language_of(row.language).code
        if source == SOURCE.code:
            return "-"
        found = translate([row.question], source=source, target=SOURCE.code).get(row.question)
        return format_html("<p lang='ko'>{}</p>", found.text) if found else _("not translated yet")

    @admin.display(description=gettext_lazy("State"), ordering="state")
    def is_now(self, row: Consultation) -> str:
        return str(CASES[Case(row.state)])


@admin.register(Unanswered)
class UnansweredAdmin(ReadOnly):
    """What people ask that no guide answers, the most asked first."""

    list_display = ("question", "language", "region", "why", "times", "asked_on")
    list_filter = ("reason", "language", "region")
    list_select_related = ("region",)
    ordering = ("-times", "-asked_on")

    @admin.display(description=gettext_lazy("Reason"), ordering="reason")
    def why(self, row: Unanswered) -> str:
        return str(REASONS[row.reason])
