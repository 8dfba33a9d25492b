"""What has changed of places between loads, as JSON Feed 1.1 and Atom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geoportal.places.models import Change
from geoportal.places.offered import ChangeKind

ATOM = "http://www.w3.org/2005/Atom"
NEWEST = 200
WORDS: dict[str, Promise] = {
    ChangeKind.ADDED: gettext_lazy("New: %(name)s"),
    ChangeKind.MOVED: gettext_lazy("Moved: %(name)s"),
    ChangeKind.CLOSED: gettext_lazy("Closed or no longer listed: %(name)s"),
    ChangeKind.NEW_HOURS: gettext_lazy("New opening hours: %(name)s"),
}


def newest() -> list[Change]:
    """The newest changes of places that are shown by themselves."""
    rows = Change.objects.filter(place__same_as__isnull=True).select_related("place__source")
    return list(rows.order_by("-at", "-id")[:NEWEST])


def title(change: Change) -> str:
    return str(WORDS[change.what]) % {"name": change.place.name}


def text(change: Change) -> str:
    """How far it moved, and who says so."""
    source = _("Source: %(source)s. Licence: %(license)s.") % {
        "source": change.place.source.attribution, "license": change.place.source.license,
    }  # fmt: skip
    if change.moved_m is None:
        return source
    return _("%(metres)s m from where it was.") % {"metres": change.moved_m} + " " + source


def as_json_feed(changes: Sequence[Change], *, base: str, here: str) -> dict[str, Any]:
    """JSON Feed 1.1; `base` is the portal's address without a slash at the end, `here` the feed's own."""
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _("Changes of places"),
        "home_page_url": f"{base}/",
        "feed_url": here,
        "items": [
            {
                "id": f"{base}/changes/{change.pk}",
                "url": base + change.place.get_absolute_url(),
                "title": title(change),
                "content_text": text(change),
                "date_published": change.at.isoformat(),
                "tags": [change.what],
            }
            for change in changes
        ],
    }


def as_atom(changes: Sequence[Change], *, base: str, here: str, now: str) -> bytes:
    """The same as Atom (RFC 4287); `now` is when nothing has changed yet."""
    feed = Element("feed", xmlns=ATOM)
    put(feed, "id", here)
    put(feed, "title", _("Changes of places"))
    put(feed, "updated", changes[0].at.isoformat() if changes else now)
    SubElement(feed, "link", rel="self", href=here)
    SubElement(SubElement(feed, "author"), "name").text = "geoportal"
    for change in changes:
        entry = SubElement(feed, "entry")
        put(entry, "id", f"{base}/changes/{change.pk}")
        put(entry, "title", title(change))
        put(entry, "updated", change.at.isoformat())
        put(entry, "summary", text(change))
        SubElement(entry, "link", href=base + change.place.get_absolute_url())
        SubElement(entry, "category", term=change.what)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + bytes(tostring(feed, encoding="utf-8"))


def put(parent: Element, name: str, value: str) -> None:
    """A child with a text, without letters that XML has none for."""
    SubElement(parent, name).text = "".join(letter for letter in value if letter >= " " or letter in "\t\n")
