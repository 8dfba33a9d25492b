"""The choices of the search form that have a count beside them; plain numbers."""

from enum import IntEnum


class Facet(IntEnum):
    """What a count is of; the numbers stand in `sql/count_facets.sql`."""

    LANGUAGE = 1
    SERVICE = 2
    FREE = 3
    WHEELCHAIR = 4
