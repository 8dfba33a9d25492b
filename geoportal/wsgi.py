"""The WSGI application; each worker opens and warms its connection before its first request."""

import os
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "geoportal.settings")
django = get_wsgi_application()

from geoportal.web.health import adopt, warmed_up  # noqa: E402

warm = warmed_up()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Django's application; the first thread that serves takes the warm connection over."""
    while warm:
        adopt(warm.pop())
    return django(environ, start_response)
