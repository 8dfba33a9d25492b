"""Pictures under the map: which are known, and that only their host is opened."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from geoportal.core.backgrounds import background, host

TOLD = """
import django; django.setup()
from django.conf import settings
from geoportal.tiles.style import style
from geoportal.tiles.themes import THEMES
from geoportal.tiles import views
policy = dict(part.strip().split(" ", 1) for part in settings.RESPONSE_HEADERS["Content-Security-Policy"].split(";"))
print(policy["connect-src"], policy["img-src"], policy["script-src"], settings.SECURE_REFERRER_POLICY, sep="|")
made = style("ko", "http://x", THEMES["light"])
print(made["layers"][0]["type"], made["sources"]["background"]["tiles"][0])
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
    policy, style = run.stdout.splitlines()
    osm = "https://tile.openstreetmap.org"
    assert policy == f"'self' {osm}|'self' {osm} data: blob:|'self'|strict-origin-when-cross-origin"
    assert style == f"raster {osm}/{{z}}/{{x}}/{{y}}.png"
