"""Kinds of events, plain enums that the feed side may use."""

from enum import StrEnum


class EventCategory(StrEnum):
    """What an event is."""

    FESTIVAL = "festival"
    PERFORMANCE = "performance"
    EXHIBITION = "exhibition"
    CLASS = "class"
    MEETING = "meeting"
