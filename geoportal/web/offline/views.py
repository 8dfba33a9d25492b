"""The worker, the web manifest, a city's pack, and the page that lists what a device keeps."""

from __future__ import annotations

from pathlib import Path

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import get_script_prefix, reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from geoportal.core.english import interface_language
from geoportal.core.http import json_response
from geoportal.core.languages import current_language
from geoportal.web.offline import pack
from geoportal.web.region_services import offices_of

HERE = Path(__file__).parent
# What is asked of the server alone, whoever signs in or asks: none of it is ever kept.
NEVER = ("/admin/", "/cms/", "/api/", "/hsds/", "/tiles/", "/ogc/")
ICONS = (("192", "any"), ("512", "any"), ("512", "maskable"))


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker of the whole site; with `GEOPORTAL_OFFLINE` off, one that clears what it kept and leaves."""
    name = "worker.js" if settings.OFFLINE else "worker_off.js"
    body = f"const CONFIG = {orjson.dumps(_config()).decode()};\n{(HERE / name).read_text(encoding='utf-8')}"
    response = HttpResponse(body, content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


def _config() -> dict[str, object]:
    root = get_script_prefix()
    return {
        "root": root,
        "static": settings.STATIC_URL,
        "never": [root.rstrip("/") + path for path in NEVER],
        "source": settings.LANGUAGE_CODE,
        "languages": [code for code, _name in settings.LANGUAGES],
    }


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """The web manifest in the language of the address, so that the installed portal opens in it."""
    interface = interface_language(current_language())
    icons = [
        {
            "src": static(f"web/img/icon-{'maskable-' if purpose == 'maskable' else ''}{size}.png"),
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": purpose,
        }
        for size, purpose in ICONS
    ]
    body = {
        "id": get_script_prefix(),
        "name": _("Gyeonggi Geoportal"),
        "short_name": _("Geoportal"),
        "description": _(
            "Hospitals, schools, offices and events near you in Gyeonggi-do, with the source of every fact."
        ),
        "lang": interface.code,
        "dir": interface.dir,
        "start_url": reverse("web:home"),
        "scope": get_script_prefix(),
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#1450b8",
        "icons": [{"src": static("web/img/icon.svg"), "sizes": "any", "type": "image/svg+xml"}, *icons],
        "shortcuts": [
            {"name": _("Near me"), "url": reverse("places:near")},
            {"name": _("Kept on this device"), "url": reverse("web:offline")},
        ],
    }
    return json_response(body, media_type="application/manifest+json")


@require_safe
def kept(request: HttpRequest) -> HttpResponse:
    """What this device keeps, and the emergency numbers: the page without a connection."""
    return render(request, "web/offline/kept.html", {"made_at": timezone.now()})


@require_safe
def region_pack(request: HttpRequest, slug: str) -> HttpResponse:
    """A city on one page, without a map: numbers, offices, the nearest services of each kind."""
    region = pack.region_named(slug)
    if region.slug != slug:
        return redirect("web:region_offline", region.slug, permanent=True)
    offices = offices_of(region)
    branches = pack.services(region, without={one.kind.value for one in offices})
    sources = pack.sources(branches)
    context = {
        "region": region,
        "branches": branches,
        "offices": offices,
        "sources": sources,
        "loaded_on": pack.loaded_on(sources),
        "made_at": timezone.now(),
    }
    return render(request, "web/offline/pack.html", context)


@require_safe
def pack_version(request: HttpRequest, slug: str) -> HttpResponse:
    """Whether what a device keeps of a city is what the portal says now, for the worker."""
    region = pack.region_named(slug)
    body = {
        "slug": region.slug,
        "name": region.name,
        "language": translation.get_language(),
        "version": pack.version(region),
        "page": reverse("web:region_offline", args=[region.slug]),
    }
    response = json_response(body)
    response["Cache-Control"] = "no-cache"
    return response
