"""What residents tell the portal, and what becomes of it; plain enums."""

from enum import StrEnum


class Kind(StrEnum):
    """What is wrong with a place."""

    CLOSED = "closed"
    MOVED = "moved"
    HOURS = "hours"
    LANGUAGE = "language"
    PHONE = "phone"
    PIN = "pin"
    OTHER = "other"


class State(StrEnum):
    """Nobody has looked yet, or a moderator found it right, or not."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
