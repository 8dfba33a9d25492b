"""Django's PostGIS backend; a connection is waited for while the database restarts."""

from __future__ import annotations

import time
from typing import Any

from django.contrib.gis.db.backends.postgis.base import DatabaseWrapper as PostGIS

WAIT_S = 5.0
PAUSE_S = 0.1


class DatabaseWrapper(PostGIS):
    """Each thread keeps its connection, which costs a search nothing; a pool's costs it a tenth of its time.

    As a pool would, it tries again for five seconds when the database takes no connections, so that a restart
    delays requests and fails none but those that were under way.
    """

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        until = time.monotonic() + WAIT_S
        while True:
            try:
                return super().get_new_connection(conn_params)
            except self.Database.OperationalError:
                if time.monotonic() > until:
                    raise
                time.sleep(PAUSE_S)
