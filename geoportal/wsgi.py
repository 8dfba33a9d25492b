"""The WSGI application; each worker opens and warms its connection before its first request."""

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "geoportal.settings")
django = get_wsgi_application()

from django.conf import settings  # noqa: E402

from geoportal.assistant.urls import ASKING  # noqa: E402
from geoportal.core.lanes import Lanes  # noqa: E402
from geoportal.tiles.front import TilesFirst  # noqa: E402
from geoportal.web.health import adopt, warmed_up  # noqa: E402

warm = warmed_up()
served = Lanes(TilesFirst(django), ASKING) if settings.AI_URL else TilesFirst(django)


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Django's application; the first thread that serves takes the warm connection over."""
    if warm:
        with suppress(IndexError):  # another thread was first
            adopt(warm.pop())
    return served(environ, start_response)
