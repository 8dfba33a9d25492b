"""The worker, the web manifest, and the pages that a device keeps."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.core.cache import cache
from django.utils import timezone, translation
from PIL import Image

from geoportal.provenance.models import ImportRun
from geoportal.web.templatetags.pack import short_week

STATIC = Path(__file__).resolve().parents[3] / "geoportal" / "web" / "static"
BUDGET_BYTES = 300_000


@pytest.fixture(autouse=True)
def forgotten() -> None:
    cache.clear()


def config_of(script: str) -> dict[str, object]:
    found = re.match(r"const CONFIG = (\{.*\});\n", script)
    assert found
    config: dict[str, object] = json.loads(found[1])
    return config


def test_the_worker_is_served_at_the_root_and_asked_for_anew(client):
    answer = client.get("/sw.js")
    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer["Cache-Control"] == "no-cache"
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    config = config_of(answer.text)
    assert config["source"] == "ko"
    assert {"en", "vi", "ur"} <= set(config["languages"])
    assert {"/admin/", "/cms/", "/api/"} <= set(config["never"])
    assert 'addEventListener("fetch"' in answer.text


def test_switched_off_it_clears_and_leaves(client, settings):
    settings.OFFLINE = False
    script = client.get("/sw.js").text
    assert "registration.unregister()" in script
    assert 'addEventListener("fetch"' not in script


@pytest.mark.django_db
def test_switched_off_no_page_offers_to_keep(client, settings, province):
    assert "web/js/offline." in client.get("/regions/ansan/").text
    settings.OFFLINE = False
    page = client.get("/regions/ansan/").text
    assert "web/js/offline." not in page
    assert "keep-city" not in page


@pytest.mark.parametrize("script", ["worker.js", "worker_off.js"])
def test_the_worker_can_be_read(client, settings, script, tmp_path):
    node = shutil.which("node")
    if node is None:
        pytest.skip("no Node.js here; the browser tests run it")
    settings.OFFLINE = script == "worker.js"
    file = tmp_path / "sw.js"
    file.write_text(client.get("/sw.js").text, encoding="utf-8")
    assert subprocess.run([node, "--check", file], check=False).returncode == 0


@pytest.mark.parametrize(
    ("prefix", "language", "direction"), [("", "ko", "ltr"), ("/en", "en", "ltr"), ("/ur", "en", "ltr")]
)
def test_the_manifest_speaks_the_readers_language(client, prefix, language, direction):
    answer = client.get(f"{prefix}/manifest.webmanifest")
    assert answer["Content-Type"] == "application/manifest+json"
    told = answer.json()
    assert (told["lang"], told["dir"], told["start_url"]) == (language, direction, f"{prefix}/")
    assert (told["id"], told["scope"], told["display"]) == ("/", "/", "standalone")
    assert {icon["purpose"] for icon in told["icons"] if "purpose" in icon} == {"any", "maskable"}


@pytest.mark.parametrize("size", [("icon-180", 180), ("icon-192", 192), ("icon-512", 512), ("icon-maskable-512", 512)])
def test_the_icons_are_drawn_in_their_sizes(size):
    name, pixels = size
    with Image.open(STATIC / "web" / "img" / f"{name}.png") as image:
        assert image.size == (pixels, pixels)


@pytest.mark.django_db
def test_a_city_on_one_page(client, add_place):
    week = {day: [["09:00", "18:00"]] for day in ("mon", "tue", "wed", "thu", "fri")} | {
        "sat": [],
        "sun": [],
        "holiday": None,
    }
    add_place(
        37.226, 126.851, name_ko="한빛 의원", name_en="Hanbit Clinic", phone="031-481-1234",
        address_ko="경기도 안산시 단원구 원곡동 1", attributes={"hours": week},
    )  # fmt: skip
    add_place(37.23, 126.99, category="pharmacy", name_ko="매산 약국")
    page = " ".join(client.get("/en/regions/ansan/offline/").text.split())
    assert "Ansan-si on one page" in page
    assert 'href="tel:119"' in page
    assert 'href="tel:+82314811234"' in page
    assert '<span lang="ko">한빛 의원</span>' in page
    assert "Mon–Fri 09:00–18:00 · Sat–Sun closed · Public holidays unknown" in page
    assert "매산 약국" in page
    assert "maplibre" not in page
    assert "Set-Cookie" not in client.get("/en/regions/ansan/offline/").headers


@pytest.mark.django_db
def test_a_region_that_is_not_ours_has_no_pack(client, province):
    assert client.get("/regions/nowhere/offline/").status_code == 404
    assert client.get("/regions/nowhere/offline.json").status_code == 404
    assert client.get("/regions/41270/offline/")["Location"] == "/regions/ansan/offline/"


@pytest.mark.django_db
def test_the_version_changes_with_a_load(client, province):
    before = client.get("/en/regions/ansan/offline.json").json()
    assert before["page"] == "/en/regions/ansan/offline/"
    assert (before["name"], before["language"]) == ("Ansan-si", "en")
    assert client.get("/en/regions/ansan/offline.json").json() == before
    now = timezone.now()
    ImportRun.objects.create(source=province.source, status="published", started_at=now, finished_at=now)
    assert client.get("/en/regions/ansan/offline.json").json()["version"] != before["version"]


@pytest.mark.django_db
def test_a_full_pack_stays_within_its_budget(client, add_place):
    """As many places of each kind as are ever named, with long names, and all the files the page is drawn with."""
    from geoportal.places.categories import Category

    week = {
        day: [["09:00", "12:30"], ["13:30", f"18:{number}0"]]
        for number, day in enumerate(("mon", "tue", "wed", "thu", "fri"))
    }
    for category in Category:
        for number in range(12):
            for lat in (37.22, 37.27):
                add_place(
                    lat + number / 1000, 126.85, category=category, name_ko=f"안산외국인주민{number}센터 {category}",
                    name_en=f"Gyeonggi Ansan Foreign Residents {number} {category}", phone=f"031-481-{number:02}34",
                    address_ko=f"경기도 안산시 단원구 부부로{number}길 {number * 7}, {number}층",
                    attributes={"hours": week}, checked_on="2026-11-22",
                )  # fmt: skip
    page = client.get("/en/regions/ansan/offline/").text
    assert page.count("pack-place__facts") > 400
    files = set(re.findall(r'(?:href|src)="/static/(web/[^"]+?)(?:\.[0-9a-f]{12})?\.(?:css|js|svg|png)"', page))
    assert len(files) >= 8
    drawn = sum(len(gzip.compress(file.read_bytes())) for name in files for file in STATIC.glob(f"{name}.*"))
    assert len(gzip.compress(page.encode())) + drawn <= BUDGET_BYTES


@pytest.mark.django_db
def test_the_list_of_what_is_kept_has_the_numbers_with_their_day(client, province):
    page = client.get("/en/offline/").text
    assert 'href="tel:1345"' in page
    assert "compared on 2026-11-22" in page


def test_a_week_in_one_line():
    with translation.override("en"):
        assert short_week(None) == []
        assert short_week("") == []
        assert short_week(dict.fromkeys(("mon", "sun"), None)) == []
        text = json.dumps(
            {day: [["09:00", "13:00"], ["14:00", "18:00"]] for day in ("mon", "tue", "wed")} | {"holiday": []}
        )
        assert short_week(text) == [
            ("Mon–Wed", "09:00–13:00, 14:00–18:00"),
            ("Thu–Sun", "unknown"),
            ("Public holidays", "closed"),
        ]
