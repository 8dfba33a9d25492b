"""Pictures under the map: which are known, and that only their host is opened."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from geoportal.core.backgrounds import background, host
from geoportal.tiles.style import style
from geoportal.tiles.themes import THEMES

OSM = "https://tile.openstreetmap.org"

TOLD = """
import django; django.setup()
from django.conf import settings
policy = dict(part.strip().split(" ", 1) for part in settings.RESPONSE_HEADERS["Content-Security-Policy"].split(";"))
print(policy["connect-src"], policy["img-src"], policy["script-src"], settings.SECURE_REFERRER_POLICY, sep="|")
"""


def test_no_background_and_unknown_ones():
    assert background("") is None
    with pytest.raises(ImproperlyConfigured, match="osm, vworld"):
        background("google")
    with pytest.raises(ImproperlyConfigured, match="KEY_VWORLD"):
        background("vworld")


def test_the_key_and_another_server_stand_in_the_address():
    vworld = background("vworld", vworld_key="abc")
    assert vworld["tiles"] == ["https://api.vworld.kr/req/wmts/1.0.0/abc/Base/{z}/{y}/{x}.png"]
    assert host(vworld) == "https://api.vworld.kr"
    assert host(background("osm", url="https://tiles.example.org/{z}/{x}/{y}.png")) == "https://tiles.example.org"


def test_a_background_opens_its_host_and_no_other():
    env = os.environ | {"GEOPORTAL_MAP_BACKGROUND": "osm", "GEOPORTAL_SECRET_KEY": "x" * 50}
    run = subprocess.run([sys.executable, "-c", TOLD], env=env, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == f"'self' {OSM}|'self' {OSM} data: blob:|'self'|strict-origin-when-cross-origin"


def test_the_pictures_of_a_background_lie_under_the_lines(db, settings):
    settings.MAP_BACKGROUND = background("osm")
    made = style("ko", "http://x", THEMES["light"])
    assert made["layers"][0]["type"] == "raster"
    assert made["sources"]["background"]["tiles"] == [f"{OSM}/{{z}}/{{x}}/{{y}}.png"]
