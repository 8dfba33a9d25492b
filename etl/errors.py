"""What can go wrong on the feed side; each message is for the operator."""


class FetchFailed(Exception):
    """The source's bytes could not be had."""


class ParseFailed(Exception):
    """The bytes are not in the form that the source promises."""


class CheckFailed(Exception):
    """The rows broke an expectation; nothing was loaded."""


class LoadFailed(Exception):
    """The portal did not take the rows; all stands as it did before."""


class Senseless(Exception):
    """The command makes no sense: nothing was done, and no run was written."""


class AlreadyRunning(Exception):
    """Another process is loading this source at this moment."""
