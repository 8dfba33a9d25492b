"""What a person gives for an account: a nickname and a password, and no more."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.contrib.auth.password_validation import validate_password
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from geoportal.accounts.models import MAX_NICKNAME, User
from geoportal.core.opened import Opened
from geoportal.core.redact import has_personal
from geoportal.core.text import BIDI_CONTROLS, clean_query

LEAST_NICKNAME = 2
MAX_PASSWORD = 128
# Letters and digits of any script with their marks, and what joins words.
NICKNAME = re.compile(r"[\w\u0300-\u036f .\-'’·]+")
MARKS = ("Mn", "Mc")
# Nobody may seem to speak for the portal or for an office.
RESERVED = re.compile(
    r"admin|moderator|official|geoportal|operator|staff|support|police|immigration"
    r"|운영자|관리자|공식|경기도|경찰|출입국|공무원|管理|官方",
    re.IGNORECASE,
)
WEAK = {
    "password_too_short": _("Use 8 characters at least."),
    "password_too_common": _("Many people use this password. Choose another one."),
    "password_too_similar": _("The password is too much like your nickname."),
}
RULES = (
    _("8 characters at least; several words are easy to remember."),
    _("Not one that many people use, and not your nickname."),
)
TAKEN = _("Somebody has this nickname. Choose another one.")


def clean_nickname(text: str) -> str:
    """A nickname in one Unicode form, so that two that look the same are the same."""
    seen = "".join(char for char in text if char not in BIDI_CONTROLS and unicodedata.category(char) != "Cf")
    return clean_query(unicodedata.normalize("NFKC", seen))


def is_written_with_letters(nickname: str) -> bool:
    """Letters, digits, and what joins words; vowel signs of Indic and other scripts belong to their letters."""
    plain = "".join(char for char in nickname if unicodedata.category(char) not in MARKS)
    return bool(NICKNAME.fullmatch(plain)) and any(char.isalnum() for char in plain)


def password_errors(password: str, user: User) -> list[str]:
    """What is wrong with a new password."""
    try:
        validate_password(password, user)
    except forms.ValidationError as errors:
        return [str(WEAK.get(one.code or "", one.message)) for one in errors.error_list]
    return []


class SignUpForm(Opened):
    """A new account."""

    nickname = forms.CharField(
        min_length=LEAST_NICKNAME,
        max_length=MAX_NICKNAME,
        label=_("Nickname"),
        error_messages={"required": _("Choose a nickname.")},
    )
    password = forms.CharField(
        max_length=MAX_PASSWORD,
        strip=False,
        label=_("Password"),
        error_messages={"required": _("Choose a password.")},
    )
    is_old_enough = forms.BooleanField(
        label=_("I am 14 years old or older."),
        error_messages={"required": _("Accounts are for people of 14 years and older.")},
    )
    keeps_rules = forms.BooleanField(
        label=_("I keep to the rules of the community."),
        error_messages={"required": _("Please read the rules and tick this.")},
    )

    def clean_nickname(self) -> str:
        nickname = clean_nickname(self.cleaned_data["nickname"])
        if len(nickname) < LEAST_NICKNAME or not is_written_with_letters(nickname):
            raise forms.ValidationError(_("Use letters and digits, two at least."), code="letters")
        if has_personal(nickname) or sum(char.isdigit() for char in nickname) > 6:
            raise forms.ValidationError(_("Don't use a number that is yours, such as a telephone number."), code="own")
        if RESERVED.search(nickname.replace(" ", "")):
            raise forms.ValidationError(_("This nickname sounds like an office. Choose another one."), code="office")
        if User.objects.filter(nickname__iexact=nickname).exists():
            raise forms.ValidationError(TAKEN, code="taken")
        return nickname

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        nickname, password = cleaned.get("nickname"), cleaned.get("password")
        for error in password_errors(password, User(nickname=nickname)) if nickname and password else ():
            self.add_error("password", error)
        return cleaned

    def save(self) -> User | None:
        """The new account; None, with an error in the form, when somebody took the nickname meanwhile."""
        try:
            with transaction.atomic():
                return User.objects.create_user(self.cleaned_data["nickname"], self.cleaned_data["password"])
        except IntegrityError:
            self.add_error("nickname", str(TAKEN))
            return None


class SignInForm(AuthenticationForm):
    """Nickname and password, the same words for whatever is wrong."""

    error_messages = {
        "invalid_login": _("Nickname and password don't match. Mind small and capital letters."),
        "inactive": _("Nickname and password don't match. Mind small and capital letters."),
    }

    def clean_username(self) -> str:
        return clean_nickname(self.cleaned_data["username"])


class NewPasswordForm(PasswordChangeForm):
    """The present password, and the new one twice."""

    error_messages = {
        **PasswordChangeForm.error_messages,
        "password_incorrect": _("This is not your present password."),
        "password_mismatch": _("The two new passwords are not the same."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = _("Present password")
        self.fields["new_password1"].label = _("New password")
        self.fields["new_password2"].label = _("New password once more")

    def validate_password_for_user(self, user: Any, password_field_name: str = "") -> None:
        """In the portal's words; Django lacks some of its languages."""
        password = self.cleaned_data.get("new_password2")
        for error in password_errors(password, user) if password else ():
            self.add_error("new_password1", error)
