"""One HTML map per si/gun: foreign residents by dong, and places by category, by folium."""

from __future__ import annotations

import html
from collections.abc import Iterable
from pathlib import Path

import folium
import geopandas
import shapely
from rich.progress import track

from geoportal.places.categories import TREE
from geoportal.places.models import Place
from geoportal.regions.categories import Level
from geoportal.regions.models import ForeignResidents, Region
from geoportal.regions.queries import today

COLORS = ("darkred", "darkblue", "purple", "darkgreen")
UNKNOWN = "#dddddd"


class AtlasError(Exception):
    """The atlas cannot be made as asked."""


def build_atlas(folder: Path, *, only: str | None = None) -> list[Path]:
    """Write a map for `only` (slug or code), or for every si/gun, as `<folder>/<slug>.html`.

    Raises AtlasError when there is no such region or none is loaded.
    """
    served = Region.objects.on(today()).served()
    regions = list(served.named(only) if only else served.of_level(Level.SIGUN))
    if not regions:
        raise AtlasError(f"there is no region {only}" if only else "no regions are loaded; run: etl run boundaries")
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for region in track(regions, description="Drawing maps"):
        file = folder / f"{region.slug}.html"
        draw(region).save(str(file))
        files.append(file)
    return files


def draw(region: Region) -> folium.Map:
    """The map of one region; every place layer can be switched on and off."""
    west, south, east, north = region.geom.extent
    sheet = folium.Map(tiles="OpenStreetMap", control_scale=True)
    sheet.fit_bounds([[south, west], [north, east]])
    dongs = residents_by_dong(region)
    if len(dongs):
        add_residents(sheet, dongs)
    for (branch, categories), color in zip(TREE.items(), COLORS, strict=True):
        places = Place.objects.published().within_region(region).of_category(categories).with_provenance()
        layer = folium.FeatureGroup(name=branch.value, show=False)
        add_places(layer, places, color=color)
        layer.add_to(sheet)
    folium.LayerControl().add_to(sheet)
    return sheet


def residents_by_dong(region: Region) -> geopandas.GeoDataFrame:
    """Dongs with `code`, `name`, `persons` of the latest census year and `density` per km2, in EPSG:4326.

    Persons counted at the unit because their dong has no polygon are not in it.
    """
    dongs = list(Region.objects.on(today()).of_level(Level.DONG).below(region))
    counts = ForeignResidents.objects.filter(region__in=dongs).order_by("year")
    persons = dict(counts.values_list("region_id", "persons"))
    frame = geopandas.GeoDataFrame(
        {
            "code": [dong.code for dong in dongs],
            "name": [inert(f"{dong.name_ko} {dong.name_en}") for dong in dongs],
            "persons": [persons.get(dong.pk) for dong in dongs],
        },
        geometry=[shapely.from_wkb(bytes(dong.geom.wkb)) for dong in dongs],
        crs=4326,
    )
    frame["density"] = (frame["persons"] / (frame.to_crs(5179).area / 1e6)).round(1)
    return frame


def add_residents(sheet: folium.Map, dongs: geopandas.GeoDataFrame) -> None:
    """Shade the dongs by foreign residents per km2; a dong without a count stays grey."""
    simple = dongs.assign(geometry=dongs.simplify_coverage(0.0003))
    fields = ["name", "persons", "density"]
    folium.Choropleth(
        geo_data=simple,
        data=simple,
        columns=["code", "density"],
        key_on="feature.properties.code",
        fill_color="YlOrRd",
        fill_opacity=0.6,
        nan_fill_color=UNKNOWN,
        legend_name="Foreign residents per km² (Statistics Korea)",
        name="foreign residents",
    ).add_to(sheet)
    invisible = {"fillOpacity": 0, "weight": 0}
    folium.GeoJson(
        simple, style_function=lambda _: invisible, tooltip=folium.GeoJsonTooltip(fields), name="names", control=False
    ).add_to(sheet)


def add_places(layer: folium.FeatureGroup, places: Iterable[Place], *, color: str) -> None:
    """A dot for each place with its name, category, source and whether it is a sample."""
    for place in places:
        sample = " (sample data)" if place.source.is_sample else ""
        text = f"{place.name_ko} {place.name_en} · {place.category}{sample} · {place.source.title_en}"
        folium.CircleMarker(
            location=(place.point.y, place.point.x),
            radius=4,
            color=color,
            fill=True,
            tooltip=folium.Tooltip(inert(text)),
        ).add_to(layer)


def inert(text: str) -> str:
    """Text that is nothing but text in folium's tooltips, which stand in HTML inside a JavaScript template."""
    return html.escape(text).replace("\\", "&#92;").replace("`", "&#96;").replace("$", "&#36;")
