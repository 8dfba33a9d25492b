"""What became of the texts that a page asks for by their ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from geoportal.core.languages import language_of
from geoportal.translation.fragments import Fragment, State
from geoportal.translation.models import Memory, Wanted
from geoportal.translation.queries import Known
from geoportal.translation.services import can_be_asked, known

Asked = tuple[str, str, str]


def arrived(asked: Mapping[str, Asked], *, is_last: bool) -> tuple[list[Fragment], list[str]]:
    """By signed id (hash, language, wanted language): the fragments to show now, and the ids still awaited.

    A text that will not come, or that it is no use to wait for longer, is among the first and says so.
    """
    waits = not is_last and can_be_asked()
    texts = _originals(asked.values())
    said: dict[tuple[str, str], dict[str, Known]] = {
        pair: known([text for row, (text, _) in texts.items() if row[1:] == pair], source=pair[0], target=pair[1])
        for pair in {row[1:] for row in texts}
    }
    found: list[Fragment] = []
    waiting: list[str] = []
    for code, row in asked.items():
        text, is_wanted = texts.get(row, ("", False))
        source, target = language_of(row[1]), language_of(row[2])
        done = said.get(row[1:], {}).get(text)
        if done:
            found.append(Fragment(text, source, target, done.text, State(done.status.value)))
        elif is_wanted and waits:
            waiting.append(code)
        elif text:
            found.append(Fragment(text, source, target, text, State.UNAVAILABLE))
    return found, waiting


def _originals(asked: Iterable[Asked]) -> dict[Asked, tuple[str, bool]]:
    """The texts, without personal numbers, and whether each still waits for the worker; those that are known here."""
    rows = set(asked)
    hashes = {row[0] for row in rows}
    columns = ("source_hash", "source", "target", "source_text")
    found: dict[Asked, tuple[str, bool]] = {}
    for model, is_wanted in ((Memory, False), (Wanted, True)):
        for text_hash, source, target, text in model.objects.filter(source_hash__in=hashes).values_list(*columns):
            if (text_hash, source, target) in rows:
                found[text_hash, source, target] = text, is_wanted
    return found
