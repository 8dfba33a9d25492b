"""Whether the portal is alive, and whether it can serve."""

from __future__ import annotations

import structlog
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse

from geoportal.core import geo
from geoportal.places.models import Place
from geoportal.places.near import NearSearch

log = structlog.get_logger("geoportal.health")
CENTRE = (37.2894, 127.0535)


def healthz(request: HttpRequest) -> JsonResponse:
    """200 while the process answers."""
    return JsonResponse({"status": "ok"})


def readyz(request: HttpRequest) -> JsonResponse:
    """200 when the database answers and every migration has run; else 503."""
    try:
        executor = MigrationExecutor(connection)
        pending = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError:
        return JsonResponse({"status": "unavailable", "database": "no answer"}, status=503)
    if pending:
        return JsonResponse({"status": "unavailable", "migrations_pending": pending}, status=503)
    return JsonResponse({"status": "ok"})


def warmed_up() -> list[BaseDatabaseWrapper]:
    """This worker's connection after one search, which costs a cold one about 40 ms; none without a database."""
    try:
        Place.objects.near(geo.point(*CENTRE), NearSearch(radius_m=1000, limit=1))
    except DatabaseError:
        log.warning("warm-up failed: the database does not answer yet")
        return []
    warm = connections[DEFAULT_DB_ALIAS]
    warm.inc_thread_sharing()
    return [warm]


def adopt(warm: BaseDatabaseWrapper) -> None:
    """Make a connection that another thread opened the one of this thread."""
    connections[DEFAULT_DB_ALIAS] = warm
