"""One place or event, many sources: which rows of different sources are the same real thing."""

from etl.match.clusters import twins, why
from etl.match.events import EventCandidate, event_twins
from etl.match.keys import Candidate

__all__ = ["Candidate", "EventCandidate", "event_twins", "twins", "why"]
