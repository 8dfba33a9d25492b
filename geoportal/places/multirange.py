"""Sets of whole numbers as PostgreSQL keeps them (`int4multirange`)."""

from __future__ import annotations

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper


class MultirangeField(models.Field):
    """A set of ranges of whole numbers; the value is psycopg's `Multirange`."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "int4multirange"
