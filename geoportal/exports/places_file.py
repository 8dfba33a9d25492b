"""A list of places as a file that stands by itself: with source, licence, attribution and date in each row."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from geoportal.exports.csv_file import csv_text
from geoportal.places.features import answer, services
from geoportal.places.models import Place
from geoportal.places.offer_labels import languages_label
from geoportal.places.stated import stated

COLUMNS = (
    "id", "name_ko", "name_en", "category", "lat", "lon", "position", "distance_m", "address_ko", "phone", "homepage",
    "open", "languages", "services", "free", "wheelchair", "source", "publisher", "license", "license_url",
    "attribution", "checked_on", "is_sample", "exported_on",
)  # fmt: skip


def row(place: Place, *, on: str) -> dict[str, Any]:
    """What a file says of a place, by column; `on` is the day of the export, `distance_m` of a nearest search only,
    `open` of the moment asked for, else of the export."""
    source = place.source
    drawn = place.position != "unit"
    return {
        "id": place.pk,
        "name_ko": place.name_ko,
        "name_en": stated(place, "name_en").value,
        "category": place.category.value,
        "lat": place.point.y if drawn else None,
        "lon": place.point.x if drawn else None,
        "position": place.position,
        "distance_m": getattr(place, "distance_m", None),
        "address_ko": stated(place, "address_ko").value,
        "phone": stated(place, "phone").value,
        "homepage": stated(place, "homepage").value,
        "open": place.state_now.open.value,
        "languages": languages_label(place.language_ids),
        "services": " ".join(services(place.service_ids) or ()),
        "free": answer(place.free),
        "wheelchair": answer(place.wheelchair),
        "source": source.name,
        "publisher": source.publisher_name,
        "license": source.license,
        "license_url": source.license_url,
        "attribution": source.attribution,
        "checked_on": place.checked_on.isoformat() if place.checked_on else None,
        "is_sample": place.source.is_sample,
        "exported_on": on,
    }


def as_csv(places: Iterable[Place], *, on: str) -> str:
    """The places as a table."""
    return csv_text(COLUMNS, (list(row(place, on=on).values()) for place in places))


def as_geojson(places: Iterable[Place], *, on: str) -> dict[str, Any]:
    """The places as a FeatureCollection that names the terms of every source in it."""
    rows = [row(place, on=on) for place in places]
    terms = {one["source"]: {name: one[name] for name in ("license", "license_url", "attribution")} for one in rows}
    return {
        "type": "FeatureCollection",
        "exported_on": on,
        "sources": terms,
        "features": [feature(one) for one in rows],
    }


def feature(values: dict[str, Any]) -> dict[str, Any]:
    """A row as a feature; without a geometry where only the city or district is known."""
    lat, lon = values.pop("lat"), values.pop("lon")
    point = {"type": "Point", "coordinates": [lon, lat]} if lat is not None else None
    return {"type": "Feature", "id": values.pop("id"), "geometry": point, "properties": values}
