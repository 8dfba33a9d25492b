"""A question on its way through the assistant, and what is known around it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from django.contrib.gis.geos import Point
from django.core import signing

from geoportal.regions.models import Region

SALT = "geoportal.assistant.thread"
THREAD_DAYS = 1


@dataclass(frozen=True, slots=True)
class Thread:
    """What later questions may lean on. It travels with the reader, signed; nothing of it is stored.

    No words of the reader are in it: the topic is a guide's slug, the rest are codes. `named` is the region that the
    reader's words named, `region` the one that was answered for.
    """

    topic: str = ""
    categories: tuple[str, ...] = ()
    region: str = ""
    speaks: tuple[str, ...] = ()
    wish: str = ""
    with_human: bool = False
    serves: tuple[str, ...] = ()
    named: str = ""

    def token(self) -> str:
        """The thread as the reader's browser keeps it."""
        return signing.dumps(asdict(self), salt=SALT, compress=True)


def thread(token: str) -> Thread:
    """The opposite of `token`; an empty thread for what is too old or was not made by us."""
    try:
        kept: Any = signing.loads(token, salt=SALT, max_age=THREAD_DAYS * 86_400) if token else {}
        values: Any = {name: tuple(value) if isinstance(value, list) else value for name, value in kept.items()}
        return Thread(**values)
    except (signing.BadSignature, TypeError):
        return Thread()


@dataclass(frozen=True, slots=True)
class Question:
    """`text` is redacted already. `language` is the one it is written in, `point` is coarse; either may be unknown.

    `reads` is set where the reader chose another wording of that language for the guides: easy Korean.
    """

    text: str
    language: str
    region: Region | None = None
    point: Point | None = None
    thread: Thread = field(default_factory=Thread)
    reads: str = ""

    @property
    def pages_in(self) -> str:
        """Django's code of what the guides are quoted in."""
        return self.reads or self.language
