"""A coverage run as a GeoPackage for planners: regions, squares and the methods in one file, in EPSG:5186."""

from __future__ import annotations

from pathlib import Path

import geopandas
import pandas
import pyogrio
import shapely

from geoportal.core.geo import METRIC, WGS84
from geoportal.coverage.categories import CELL_M
from geoportal.coverage.models import CoverageRun
from geoportal.exports.coverage_file import COLUMNS, rows
from geoportal.regions.models import Region

# Korea's central belt of 2010, in which maps are delivered.
DELIVERED = 5186
OF_RUN = COLUMNS[COLUMNS.index("distance") :]


def write_geopackage(run: CoverageRun, out: Path) -> None:
    """Write the layers `regions` (the numbers of the page, with what it leaves out), `squares` and the table `methods`;
    an old file stands until the new one is whole."""
    temporary = out.with_name(f".{out.name}.part.gpkg")
    temporary.unlink(missing_ok=True)
    try:
        regions(run).to_file(temporary, layer="regions", engine="pyogrio")
        squares(run).to_file(temporary, layer="squares", engine="pyogrio")
        pyogrio.write_dataframe(methods(run), temporary, layer="methods")
        temporary.replace(out)
    finally:
        temporary.unlink(missing_ok=True)


def regions(run: CoverageRun) -> geopandas.GeoDataFrame:
    """A row for each region and number of minutes."""
    shapes = {
        region.code: shapely.from_wkb(bytes(region.geom.wkb))
        for region in Region.objects.filter(pk__in=run.rows.values("region"))
    }
    found = pandas.DataFrame(list(rows(run)), columns=list(COLUMNS))
    geometry = [shapes[code] for code in found["region_code"]]
    return geopandas.GeoDataFrame(found, geometry=geometry, crs=WGS84).to_crs(DELIVERED)


def squares(run: CoverageRun) -> geopandas.GeoDataFrame:
    """The squares with minutes to the nearest facility at the usual speed, empty where none is within an hour."""
    found = pandas.DataFrame(list(run.cells.values_list("x", "y", "minutes")), columns=["x", "y", "minutes"])
    geometry = shapely.box(found["x"], found["y"], found["x"] + CELL_M, found["y"] + CELL_M)
    made = geopandas.GeoDataFrame(found[["minutes"]], geometry=geometry, crs=METRIC)
    return made.astype({"minutes": "float64"}).to_crs(DELIVERED)


def methods(run: CoverageRun) -> pandas.DataFrame:
    """How the numbers were made, a line each."""
    said = next(rows(run))
    spread = "all squares of 250 m of a unit" if run.is_straight else "squares of 250 m that a street touches"
    stated = {name: said[name] for name in OF_RUN} | {
        "category": run.category,
        "language": run.language,
        "people": run.people,
        "people_counted_in_a_coarser_unit": run.coarse_people,
        "people_without_a_street": round(run.unplaced),
        "assumption": f"the people of a unit are spread evenly over {spread}",
        "places": run.facilities,
        "places_no_street_reaches": run.facilities_off,
        "places_of_rough_position_left_out": run.facilities_rough,
        "places_whose_languages_are_unknown": run.facilities_unknown,
        **run.software,
    }
    texts = [(name, "" if value is None else str(value)) for name, value in stated.items()]
    return pandas.DataFrame(texts, columns=["what", "how"])
