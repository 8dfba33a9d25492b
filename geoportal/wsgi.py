"""The WSGI application; each worker opens and warms its connection before its first request."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "geoportal.settings")
application = get_wsgi_application()

from geoportal.web.health import warm_up  # noqa: E402

warm_up()
