"""The worker's part: lays out the sheets that readers asked for, one after the other."""

from __future__ import annotations

from django.db import connection, transaction
from django.utils import translation
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from geoportal.regions.models import Region
from geoportal.regions.queries import today
from geoportal.web.sheet import pdf

TASK = "sheet.make"
QUEUE = "sheets"


def ask_worker(region: Region, language: str, base: str) -> None:
    """Queue a sheet, unless it is queued already."""
    job = app.configure_task(TASK, queue=QUEUE, lock=TASK, queueing_lock=f"{TASK}:{region.slug}:{language}:{base}")
    try:
        with transaction.atomic():
            job.defer(slug=region.slug, language=language, base=base)
    except AlreadyEnqueued:
        return


@app.task(name=TASK, queue=QUEUE)
def make(slug: str, language: str, base: str) -> None:
    """Lay one sheet out; the thread keeps no connection afterwards."""
    try:
        make_asked(slug, language, base)
    finally:
        connection.close()


def make_asked(slug: str, language: str, base: str) -> None:
    """Lay one sheet out, unless it was since; a region that is no more has none."""
    region = Region.objects.on(today()).served().named(slug).select_related("parent", "source").first()
    with translation.override(language):
        if region and pdf.kept(region, base) is None:
            pdf.make(region, base)
