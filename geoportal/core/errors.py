"""One small family of errors and the one table from error to HTTP status."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


class PortalError(Exception):
    """An error that may be shown to people; `detail` is already translated."""

    status = 500
    slug = "internal-error"

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail)
        self.detail = detail


class InvalidInput(PortalError):
    """The request cannot be understood; `errors` holds messages by field name."""

    status = 400
    slug = "invalid-input"

    def __init__(self, errors: Mapping[str, Sequence[str]], detail: str = "") -> None:
        super().__init__(detail)
        self.errors = {name: list(messages) for name, messages in errors.items()}


class NotFound(PortalError):
    """There is no such thing."""

    status = 404
    slug = "not-found"


class MethodNotAllowed(PortalError):
    """The address exists, but not for this method."""

    status = 405
    slug = "method-not-allowed"


class TooLarge(PortalError):
    """More was sent than is accepted."""

    status = 413
    slug = "too-large"


class Unavailable(PortalError):
    """A part that the answer needs does not answer now."""

    status = 503
    slug = "unavailable"


class TooManyRequests(PortalError):
    """One connection asks more often than is fair; it may ask again in `wait_s` seconds."""

    status = 429
    slug = "too-many-requests"

    def __init__(self, wait_s: int, detail: str = "") -> None:
        super().__init__(detail)
        self.wait_s = wait_s
