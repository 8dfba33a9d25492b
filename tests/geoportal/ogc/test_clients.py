"""Programs of others read the API over the wire: OWSLib, and GDAL's driver, which QGIS and ogr2ogr use."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest
from owslib.ogcapi.features import Features
from pyproj import Transformer

from geoportal.ogc.collections import COLLECTIONS

# In a process of its own: GDAL holds the interpreter's lock while it waits for the server, which is in this one.
READ = """
import json, sys
import pyogrio, shapely
address, layer, options = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
options = {name: tuple(value) if isinstance(value, list) else value for name, value in options.items()}
meta, fids, shapes, columns = pyogrio.raw.read(address, layer=layer, **options)
fields = {name: [str(value) for value in column] for name, column in zip(meta["fields"], columns)}
layers = pyogrio.list_layers(address)[:, 0].tolist()
bounds = [None if shape is None else shapely.from_wkb(shape).bounds for shape in shapes]
print(json.dumps({"crs": meta["crs"], "fields": fields, "layers": layers, "bounds": bounds}))
"""


def gdal(address: str, layer: str, **options: Any) -> dict[str, Any]:
    """What GDAL makes of a collection."""
    program = [sys.executable, "-c", READ, f"OAPIF:{address}", layer, json.dumps(options)]
    done = subprocess.run(program, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


@pytest.fixture
def address(live_server: Any, gis: Any) -> str:
    return f"{live_server.url}/ogc"


def test_owslib_reads_it(address: str) -> None:
    api = Features(f"{address}/")
    assert api.feature_collections() == list(COLLECTIONS)
    assert any(one.endswith("/conf/core") for one in api.conformance()["conformsTo"])
    assert set(api.api()["paths"]) >= {"/collections", "/collections/places/items"}
    assert "category" in api.collection_queryables("places")["properties"]
    names = [
        {one["properties"]["name_ko"] for one in api.collection_items("places", **asked)["features"]}
        for asked in (
            {"bbox": [126.8, 37.2, 126.9, 37.3], "limit": 10},
            {"filter": "category = 'immigration_office'"},
            {"datetime_": "2026-01-01/.."},
        )
    ]
    assert [len(some) for some in names] == [2, 1, 5]
    first = api.collection_items("events", limit=1)["features"][0]
    assert api.collection_item("events", str(first["id"]))["properties"] == first["properties"]


def test_gdal_reads_every_collection_page_by_page(address: str) -> None:
    for name, one in COLLECTIONS.items():
        found = gdal(address, name)
        assert found["layers"] == list(COLLECTIONS)
        assert {field.name for field in one.fields} <= set(found["fields"])
    places = gdal(address, "places", PAGE_SIZE="2", INITIAL_REQUEST_PAGE_SIZE="2")
    assert len(places["fields"]["name_ko"]) == 5
    assert places["fields"]["languages"][0] == "['vi' 'zh']"


def test_gdal_asks_in_korean_coordinates_with_filters(address: str) -> None:
    """The axes are those of the definition: GDAL turns them to east and north and lands where the places are."""
    for crs in ("EPSG:5186", "EPSG:5179", "EPSG:3857"):
        found = gdal(address, "places", CRS=crs, where="category = 'clinic'")
        assert found["crs"] == crs
        assert found["fields"]["name_ko"] == ["한빛 의원"]
        expected = list(Transformer.from_crs(4326, crs, always_xy=True).transform(126.81, 37.21))
        assert found["bounds"][0][:2] == pytest.approx(expected, abs=0.006), crs
    boxed = gdal(address, "places", bbox=[126.9, 37.2, 127.0, 37.3])
    assert sorted(boxed["fields"]["name_ko"]) == ["O'Neil 학교", "지은출입국"]


# QGIS is a package of the system, whose own Python knows it.
PYTHON = "/usr/bin/python3"
ASK_QGIS = """
import json, sys
from qgis.core import QgsApplication, QgsFeatureRequest, QgsRectangle, QgsVectorLayer
application = QgsApplication([], False)
application.initQgis()
layer = QgsVectorLayer(sys.argv[1], "asked", "OAPIF")
assert layer.isValid(), layer.error().message()
names = lambda request: sorted(str(one["name_ko"]) for one in layer.getFeatures(request))
boxed = QgsFeatureRequest().setFilterRect(QgsRectangle(126.9, 37.2, 127.0, 37.3))
chosen = QgsFeatureRequest().setFilterExpression("category = 'clinic'")
told = {"crs": layer.crs().authid(), "all": names(QgsFeatureRequest()), "boxed": names(boxed), "chosen": names(chosen)}
print(json.dumps(told))
"""


def has_qgis() -> bool:
    return subprocess.run([PYTHON, "-c", "import qgis.core"], capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not has_qgis(), reason="QGIS is not installed here")
def test_qgis_reads_a_collection_a_box_and_a_category(address: str) -> None:
    """By its own provider; two features a page, so that it follows the links."""
    source = f"url='{address}' typename='places' pageSize='2'"
    env = {"QT_QPA_PLATFORM": "offscreen", "PATH": "/usr/bin", "HOME": "/tmp"}
    done = subprocess.run(
        [PYTHON, "-c", ASK_QGIS, source], capture_output=True, text=True, timeout=120, env=env, check=False
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert len(told["all"]) == 5
    assert told["boxed"] == ["O'Neil 학교", "지은출입국"]
    assert told["chosen"] == ["한빛 의원"]
    assert told["crs"] in ("OGC:CRS84", "EPSG:4326")
