"""What became of the texts that a page asks for by their ids."""

from __future__ import annotations

from collections.abc import Mapping

from geoportal.core.languages import language_of
from geoportal.translation.fragments import Fragment, State
from geoportal.translation.models import Memory, Wanted
from geoportal.translation.services import can_be_asked, known

Asked = tuple[str, str, str]


def arrived(asked: Mapping[str, Asked], *, is_last: bool) -> tuple[list[Fragment], list[str]]:
    """By signed id (hash, language, wanted language): the fragments to show now, and the ids still awaited.

    A text that will not come, or that it is no use to wait for longer, is among the first and says so.
    """
    waits = not is_last and can_be_asked()
    found: list[Fragment] = []
    waiting: list[str] = []
    for code, (text_hash, source, target) in asked.items():
        text, is_wanted = _original(text_hash, source, target)
        said = known([text], source=source, target=target).get(text) if text else None
        if said:
            found.append(Fragment(text, language_of(source), language_of(target), said.text, State(said.status.value)))
        elif is_wanted and waits:
            waiting.append(code)
        elif text:
            found.append(Fragment(text, language_of(source), language_of(target), text, State.UNAVAILABLE))
    return found, waiting


def _original(text_hash: str, source: str, target: str) -> tuple[str, bool]:
    """The text, without personal numbers, and whether it still waits for the worker; '' when it is not known here."""
    names = {"source_hash": text_hash, "source": source, "target": target}
    wanted = Wanted.objects.filter(**names).first()
    if wanted:
        return wanted.source_text, True
    memory = Memory.objects.filter(**names).first()
    return (memory.source_text, False) if memory else ("", False)
