"""Words of the run log that the feed side and the admin share."""

from __future__ import annotations

from enum import StrEnum


class Guard(StrEnum):
    """A check of a load that a named person may pass over for one run, with a reason.

    `fall`: too little is left of what stands; `moved`: too many points are far from where they stood.
    """

    FALL = "fall"
    MOVED = "moved"
