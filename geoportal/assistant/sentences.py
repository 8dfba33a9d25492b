"""The sentences in what a model writes, each taken out as soon as it is whole."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

# More than these is no answer of ours.
LONGEST_OBJECT = 2000
MOST_SENTENCES = 12


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a model, and the ids of what it says it read."""

    text: str
    sources: tuple[str, ...]


@dataclass(slots=True)
class Reader:
    """Takes the model's text in pieces. A sentence is an object `{"text": ..., "sources": [...]}`, wherever it stands:

    in the array of the schema, alone on a line, or in a fence. All else is passed over.
    """

    open: list[str] = field(default_factory=list)
    in_string: bool = False
    escaped: bool = False
    found: int = 0

    def read(self, piece: str) -> Iterator[Sentence]:
        """The sentences that are whole now."""
        for char in piece:
            sentence = self._char(char)
            if sentence and self.found < MOST_SENTENCES:
                self.found += 1
                yield sentence

    def _char(self, char: str) -> Sentence | None:
        if self.in_string and char == "\n":
            # No string of JSON holds one: what looked like an object was none.
            self.open, self.in_string, self.escaped = [], False, False
            return None
        if self.in_string:
            self._keep(char)
            self.in_string = self.escaped or char != '"'
            self.escaped = char == "\\" and not self.escaped
            return None
        if char == "{":
            # An object within this one makes this one a mere wrapping.
            self.open = ["{"]
            return None
        self._keep(char)
        if not self.open:
            return None
        if char == '"':
            self.in_string = True
        elif char == "}":
            whole, self.open = "".join(self.open), []
            return sentence_of(whole)
        return None

    def _keep(self, char: str) -> None:
        if self.open:
            self.open.append(char)
        if len(self.open) > LONGEST_OBJECT:
            self.open, self.in_string, self.escaped = [], False, False


def sentence_of(text: str) -> Sentence | None:
    """The sentence that the JSON object is; None when it is anything else."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if set(found) != {"text", "sources"}:
        return None
    said, sources = found["text"], found["sources"]
    if not isinstance(said, str) or not isinstance(sources, list) or not all(isinstance(one, str) for one in sources):
        return None
    return Sentence(said.strip(), tuple(dict.fromkeys(sources)))
