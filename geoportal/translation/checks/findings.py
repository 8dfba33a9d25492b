"""What a check found, and how it is told to a translator."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Code(StrEnum):
    """Everything that can be wrong with a translation."""

    EMPTY = "empty"
    CONTROLS = "controls"
    DIGITS = "digits"
    HANGUL = "hangul"
    MARKUP = "markup"
    PLACEHOLDER = "placeholder"
    LINK = "link"
    PHONE = "phone"
    DATE = "date"
    AMOUNT = "amount"
    CODE = "code"
    NUMBER = "number"
    ADDED = "added"
    TERM = "term"
    LONG = "long"
    SHORT = "short"
    BOLD = "bold"
    CURRENCY = "currency"
    WORDING = "wording"
    SPACES = "spaces"


WARNINGS = frozenset({Code.SHORT, Code.BOLD, Code.CURRENCY, Code.WORDING, Code.SPACES})

MESSAGES: dict[Code, str | Promise] = {
    Code.EMPTY: _("The translation is empty."),
    Code.CONTROLS: _("Invisible characters that can change how the text is shown"),
    Code.DIGITS: _("Digits of another script; write 0-9"),
    Code.HANGUL: _("Left in Korean; Hangul may stand in brackets or quotes only"),
    Code.MARKUP: _("Markup that the source does not have"),
    Code.PLACEHOLDER: _("A placeholder is missing or new"),
    Code.LINK: _("A link is missing, new or changed"),
    Code.PHONE: _("A telephone number is missing, new or changed"),
    Code.DATE: _("A date is missing or changed"),
    Code.AMOUNT: _("An amount of money is missing or changed"),
    Code.CODE: _("A status of stay is missing or changed"),
    Code.NUMBER: _("A number or time is missing or changed"),
    Code.ADDED: _("A number that the source does not have"),
    Code.TERM: _("A fixed term of the glossary is not used"),
    Code.LONG: _("Far longer than the source"),
    Code.SHORT: _("Far shorter than the source"),
    Code.BOLD: _("Bold words differ from the source"),
    Code.CURRENCY: _("The currency is not named"),
    Code.WORDING: _("The glossary has another word"),
    Code.SPACES: _("Spaces at the beginning or end, or two in a row"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: what kind, and the piece of text it is about."""

    code: Code
    detail: str = ""

    @property
    def is_error(self) -> bool:
        return self.code not in WARNINGS

    @property
    def message(self) -> str:
        """In the language in force, with the piece of text."""
        said = str(MESSAGES[self.code])
        return f"{said}: {self.detail}" if self.detail else said
