"""Vocabularies of the assistant; plain enums."""

from enum import StrEnum


class PassageKind(StrEnum):
    """ASKS: a title or a question by which people look for a page. SAYS: a text that answers."""

    ASKS = "asks"
    SAYS = "says"


class Engine(StrEnum):
    """EXTRACTIVE quotes what is written; GENERATIVE lets a model write sentences from what is written."""

    EXTRACTIVE = "extractive"
    GENERATIVE = "generative"


class Wish(StrEnum):
    """What a question wants beside an explanation."""

    PLACES = "places"
    OFFICE = "office"
    EVENTS = "events"
    HOTLINE = "hotline"
    HOURS = "hours"
    HUMAN = "human"


class Case(StrEnum):
    """How far a question for the counsellors has come."""

    OPEN = "open"
    CLAIMED = "claimed"
    ANSWERED = "answered"
    CLOSED = "closed"


class Reason(StrEnum):
    """Why a question stands in the editors' list."""

    UNKNOWN = "unknown"
    UNHELPFUL = "unhelpful"


class Failure(StrEnum):
    """Why a model gave no answer. SILENT: nothing came in time; GARBLED: what came is not an answer."""

    SILENT = "silent"
    BUSY = "busy"
    BROKEN = "broken"
    REFUSED = "refused"
    GARBLED = "garbled"


class Fault(StrEnum):
    """Why a sentence of a model is not shown."""

    NO_SOURCE = "no_source"
    UNKNOWN_SOURCE = "unknown_source"
    LENGTH = "length"
    SIGNS = "signs"
    MARKUP = "markup"
    LINK = "link"
    NUMBER = "number"
    NAME = "name"
    PERSONAL = "personal"
    PROMPT = "prompt"
    DECIDES = "decides"
    LANGUAGE = "language"
    UNSUPPORTED = "unsupported"
