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
