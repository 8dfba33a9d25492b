"""What a page asks for later: signed ids of texts that it showed."""

from __future__ import annotations

from django import forms
from django.http import QueryDict

from geoportal.translation.fragments import is_asked

MOST = 60
ATTEMPTS = 5


class Asked(forms.Form):
    """`fragment` again and again, and how often it was asked before."""

    attempt = forms.IntegerField(min_value=1, max_value=ATTEMPTS)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        self.ids = data.getlist("fragment")

    def clean(self) -> dict[str, object]:
        """`texts`: by signed id the text's hash, its language and the wanted one."""
        read = {code: is_asked(code) for code in self.ids[:MOST]}
        if not read or len(self.ids) > MOST or not all(read.values()):
            raise forms.ValidationError("These are no ids of ours.")
        self.cleaned_data["texts"] = read
        return self.cleaned_data
