"""What the admin asks of a person who wants a source run."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from geoportal.provenance.categories import Guard

GUARDS = {
    Guard.FALL: _("Far fewer rows than stand now"),
    Guard.MOVED: _("Many points far from where they stood"),
}


class RunForm(forms.Form):
    """Guards to pass over, if any, and then the reason; without `may_override` no guard can be named."""

    accept = forms.MultipleChoiceField(
        label=_("Load all the same when there are"),
        choices=[(guard.value, label) for guard, label in GUARDS.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    why = forms.CharField(
        label=_("Reason"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kept for good with your name and the time."),
    )

    def __init__(self, *args: Any, may_override: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_override:
            del self.fields["accept"], self.fields["why"]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("accept") and not values.get("why"):
            self.add_error("why", _("Say why a guard is passed over."))
        return values

    @property
    def guards(self) -> list[Guard]:
        return [Guard(name) for name in self.cleaned_data.get("accept", [])]
