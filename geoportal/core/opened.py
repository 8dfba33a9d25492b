"""Forms without an account: a trap that people don't see, and the moment at which the form was opened."""

from __future__ import annotations

import time
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

LEAST_S = 3
MOST_S = 24 * 3600
SALT = "geoportal.form"


def opened_token(at: float | None = None) -> str:
    """When the form was opened, signed."""
    return signing.dumps(int(time.time() if at is None else at), salt=SALT)


def seconds_open(token: str) -> float | None:
    """For how long the form has been open; None when the token is not ours."""
    try:
        return time.time() - float(signing.loads(token, salt=SALT))
    except (signing.BadSignature, TypeError, ValueError):
        return None


class Opened(forms.Form):
    """A form that a person sends and a program does not; its page has `web/_around.html`."""

    # People don't see this field; programs that fill in everything do.
    website = forms.CharField(required=False, max_length=200)
    opened = forms.CharField(required=False, max_length=200)

    @property
    def is_trapped(self) -> bool:
        """Whether a program filled in what no person sees."""
        return bool(self.data.get("website"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        seconds = seconds_open(self.data.get("opened", ""))
        if seconds is None or seconds > MOST_S:
            raise forms.ValidationError(_("This form was open for a long time. Please send it again."), code="stale")
        if seconds < LEAST_S:
            raise forms.ValidationError(
                _("That was very quick. Please check what you wrote and send it again."), code="quick"
            )
        return cleaned
