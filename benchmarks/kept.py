"""What a kept city weighs and what a sheet of paper takes, over the data that is loaded.

    python -m benchmarks.kept [--languages en km] [--regions ansan]

Needs a database with data (script/server loads it) and the static files (script/static). Weights are of gzip, page and
files together without fonts; times are of one process, each sheet the second time, all modules loaded.
"""

from __future__ import annotations

import argparse
import gzip
import logging
import re
import time
from pathlib import Path

import django

BUDGET_KB = 300
FILES = re.compile(r'(?:href|src)="/static/([^"]+\.(?:css|m?js|svg|png))"')
IMPORTS = re.compile(r'(?:from|import)\s*"(\.[^"]+)"')


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--languages", nargs="+", default=["en", "km"])
    parser.add_argument("--regions", nargs="+", default=["ansan"])
    asked = parser.parse_args()
    django.setup()
    logging.disable(logging.INFO)
    packs()
    sheets(asked.languages, asked.regions)


def packs() -> None:
    """The weight of every city's pack in Korean and English."""
    from django.test import Client

    from geoportal.regions.models import Region
    from geoportal.regions.queries import today

    client = Client(HTTP_HOST="127.0.0.1")
    slugs = Region.objects.on(today()).served().values_list("slug", flat=True)
    pages = [client.get(f"{prefix}/regions/{slug}/offline/").text for slug in slugs for prefix in ("", "/en")]
    weights = sorted(_kb(page.encode()) for page in pages)
    files = _kb(*_files(pages[-1]))
    largest = weights[-1] + files
    middle = weights[len(weights) // 2]
    print(f"packs {len(pages)}  page {weights[0]:.0f} to {weights[-1]:.0f} kB, middle {middle:.0f} kB")
    print(f"files {files:.0f} kB  largest pack {largest:.0f} kB <= {BUDGET_KB}: {largest <= BUDGET_KB}")


def _kb(*contents: bytes) -> float:
    return sum(len(gzip.compress(one)) for one in contents) / 1000


def _files(page: str) -> list[bytes]:
    from django.conf import settings

    root = Path(settings.STATIC_ROOT)
    names = list(dict.fromkeys(FILES.findall(page)))
    for name in names:
        text = (root / name).read_text(encoding="utf-8") if name.endswith("js") else ""
        found = [(root / name).parent.joinpath(one).resolve() for one in IMPORTS.findall(text)]
        names += [one for path in found if (one := str(path.relative_to(root.resolve()))) not in names]
    return [(root / name).read_bytes() for name in names]


def sheets(languages: list[str], regions: list[str]) -> None:
    """The seconds and the size of each sheet as PDF."""
    from django.template.loader import render_to_string
    from django.utils import translation

    from geoportal.core.languages import current_language
    from geoportal.web.offline.pack import region_named
    from geoportal.web.sheet.content import sheet_context
    from geoportal.web.sheet.pdf import laid_out

    for language in languages:
        for slug in regions:
            with translation.override(language):
                html = render_to_string("web/sheet/pdf.html", sheet_context(region_named(slug), "http://127.0.0.1"))
                laid_out(html, current_language())
                started = time.process_time()
                pdf = laid_out(html, current_language())
            pages = len(re.findall(rb"/Type\s*/Page\b", pdf))
            took = time.process_time() - started
            size_kb = len(pdf) / 1000
            print(f"sheet {language:8} {slug:10} {took:.1f} s of processor  {size_kb:.0f} kB  {pages or '?'} pages")


if __name__ == "__main__":
    main()
