"""One place, many sources: which rows of different sources are the same real place."""

from etl.match.clusters import twins, why
from etl.match.keys import Candidate

__all__ = ["Candidate", "twins", "why"]
