"""Bulk writes of what tiles are drawn from; outlines come from the feed side, which has the library for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction

from geoportal.core.sql import rows, run
from geoportal.provenance.ingest import copy_rows, stage


def dong_shapes(on: date) -> list[tuple[int, Sequence[int], bytes]]:
    """The dongs in force that day: id, the ids of the regions above, shape (WKB, web Mercator)."""
    return [(pk, above, bytes(shape)) for pk, above, shape in rows("tiles/dong_shapes", {"day": on})]


@transaction.atomic
def replace_outlines(outlines: Iterable[tuple[int, int, bytes]]) -> int:
    """Make these the generalized outlines: region's id, zoom from which on, shape (WKB, web Mercator); how many."""
    run("provenance/begin_load", {})
    stage("tiles/stage_shapes", table="shape_staging")
    copy_rows("shape_staging", {"region_id": "int8", "zoom": "int2", "shape": "bytea"}, outlines)
    run("tiles/drop_shapes", {})
    return run("tiles/insert_shapes", {})
