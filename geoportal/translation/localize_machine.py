"""The guides' machine translator: wagtail-localize asks, our Translator answers, with its memory, budget and checks.

In the settings: WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {"CLASS": "geoportal.translation.localize_machine.Machine"}
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail_localize.machine_translators.base import BaseMachineTranslator
from wagtail_localize.strings import StringValue

from geoportal.core.languages import language_of
from geoportal.translation.providers import engine
from geoportal.translation.services import translate

TAG = re.compile(r"<[^<>]*>")
MARK = re.compile(r"\{t\d+\}")


class Machine(BaseMachineTranslator):
    """Segments of a page by our Translator. One that it has nothing for is left out, and stays untranslated."""

    display_name = _("The portal's translator")

    def translate(self, source_locale: Any, target_locale: Any, strings: Iterable[StringValue]) -> dict[Any, Any]:
        """By segment its translation, with the segment's own tags around the same words or none at all."""
        source, target = (language_of(locale.language_code).code for locale in (source_locale, target_locale))
        texts = {string: without_tags(string.data) for string in strings}
        found = translate((text for text, _tags in texts.values()), source=source, target=target)
        made = {string: with_tags(found[text].text, tags) for string, (text, tags) in texts.items() if text in found}
        return {string: StringValue(data) for string, data in made.items() if data is not None}

    def can_translate(self, source_locale: Any, target_locale: Any) -> bool:
        """Between any two languages, while there is an engine; easy Korean is none."""
        source, target = (language_of(locale.language_code) for locale in (source_locale, target_locale))
        return engine() is not None and source != target


def without_tags(data: str) -> tuple[str, list[str]]:
    """A segment as plain text in which `{t0}`, `{t1}` ... stand for its tags, and the tags."""
    tags = TAG.findall(data)
    numbers = iter(range(len(tags)))
    return html.unescape(TAG.sub(lambda _tag: f"{{t{next(numbers)}}}", data)), tags


def with_tags(text: str, tags: list[str]) -> str | None:
    """The translated plain text as a segment; None when its tags are not the same ones in the same order."""
    if MARK.findall(text) != [f"{{t{number}}}" for number in range(len(tags))]:
        return None
    pieces = MARK.split(html.escape(text, quote=False))
    return "".join(piece + tag for piece, tag in zip(pieces, [*tags, ""], strict=True))
