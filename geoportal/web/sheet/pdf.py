"""A sheet as PDF: laid out by WeasyPrint, kept until the next load of data or day."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.cache import caches
from django.template.loader import render_to_string
from django.utils.translation import get_language

from geoportal.core.languages import Language, current_language
from geoportal.regions.models import Region
from geoportal.regions.queries import today
from geoportal.web.offline.pack import version
from geoportal.web.sheet.content import sheet_context
from geoportal.web.sheet.fonts import style_sheet

KEPT_S = 3 * 24 * 3600
STYLE = "web/css/sheet.css"


def kept(region: Region, base: str) -> bytes | None:
    """The sheet of a region in the active language, when it was made from the data that stands now."""
    found: bytes | None = caches["sheets"].get(_key(region, base))
    return found


def make(region: Region, base: str) -> bytes:
    """Lay the sheet out in the active language, some seconds of work, and keep it.

    `base` is the portal's address (`https://host`), for the QR code.
    """
    html = render_to_string("web/sheet/pdf.html", sheet_context(region, base))
    pdf = laid_out(html, current_language())
    caches["sheets"].set(_key(region, base), pdf, KEPT_S)
    return pdf


def _key(region: Region, base: str) -> str:
    said = f"{version(region)} {today()} {get_language()} {base}"
    return f"sheet-{sha256(said.encode()).hexdigest()}"


def laid_out(html: str, language: Language) -> bytes:
    """The page as PDF, tagged for screen readers; nothing but our own fonts and style is read."""
    # WeasyPrint takes a second and 100 MB: only a process that lays sheets out pays that.
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    fetcher = _fetcher()
    fonts = FontConfiguration()
    sheets = [
        CSS(string=text, font_config=fonts, url_fetcher=fetcher)
        for text in (style_sheet(language, html), Path(str(finders.find(STYLE))).read_text(encoding="utf-8"))
    ]
    page = HTML(string=html, url_fetcher=fetcher)
    pdf: bytes = page.write_pdf(stylesheets=sheets, font_config=fonts, pdf_tags=True, pdf_variant="pdf/ua-1")
    return pdf


def _fetcher() -> object:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnFonts(URLFetcher):
        """Reads the font packages and nothing else: no network, no other file."""

        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
            path = Path(url2pathname(urlsplit(url).path)).resolve()
            if not (url.startswith("file:///") and path.is_relative_to(settings.NODE_MODULES.resolve())):
                raise ValueError(url)
            return URLFetcherResponse(url, path.read_bytes())

    return OwnFonts()
