"""One run whose faults stay its own."""

from __future__ import annotations

import traceback

from etl import run as conductor
from etl.progress import Say
from etl.run import Options, Outcome, Status


def run_safely(name: str, how: Options, *, say: Say) -> Outcome:
    """Run a source; what nobody foresaw is that source's failure, told with its traceback on stderr."""
    try:
        return conductor.run(name, how, say=say)
    except Exception as error:
        traceback.print_exc()
        return Outcome(name, Status.FAILED, f"Not foreseen: {type(error).__name__}: {error}")
