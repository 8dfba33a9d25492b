"""The same documents as pages for people: in the portal's look, in the reader's language, each reachable by links."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.urls import reverse

from geoportal.ogc.collections import COLLECTIONS

BROWSER = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


def page(client: Any, path: str, **query: str) -> str:
    response = client.get(path, query, headers=BROWSER)
    assert response.status_code == 200, path
    assert response["Content-Type"].startswith("text/html")
    assert response["Cache-Control"] == "no-cache"
    return str(response.content.decode())


def test_a_browser_reaches_everything_from_the_landing_page(gis: Any, client: Any) -> None:
    """/conf/html/content, /conf/html/definition"""
    seen: set[str] = set()
    waiting = ["/ogc/"]
    while waiting:
        path = waiting.pop()
        seen.add(path)
        text = page(client, path)
        assert text.count("<h1>") == 1
        links = re.findall(r'href="(/ogc/[^"]*)"', text)
        waiting += {link for link in links if "lang=" not in link} - seen - set(waiting)
    for name in COLLECTIONS:
        assert {f"/ogc/collections/{name}", f"/ogc/collections/{name}/items"} <= seen
    assert f"/ogc/collections/places/items/{gis.clinic.pk}" in seen
    assert "/ogc/collections/regions/items/41273@2026-02-01" in seen
    assert {"/ogc/api", "/ogc/conformance", "/ogc/collections/places/queryables"} <= seen


def test_pages_say_what_is_sample_and_keep_the_language(gis: Any, client: Any) -> None:
    text = page(client, "/ogc/collections/places/items", lang="en", limit="4")
    assert text.count("tag--sample") >= 1 and "Hanbit Clinic" in text
    assert 'href="/ogc/collections/places?lang=en"' in text
    following = re.search(r'rel="next" href="([^"]+)"', text)
    assert following and "lang=en" in following[1]
    assert "지은출입국" in page(client, following[1].replace("&amp;", "&"))
    one = page(client, f"/ogc/collections/places/items/{gis.school.pk}", lang="en")
    assert "These are not real places." in one and "O&#x27;Neil" in one
    assert "unknown" in one


def test_what_is_hostile_is_text(gis: Any, client: Any, add_place: Callable[..., Any]) -> None:
    hostile = add_place(37.22, 126.82, name_ko="<script>alert(1)</script>", address_ko='"><img src=x onerror=1>')
    for path in ("/ogc/collections/places/items", f"/ogc/collections/places/items/{hostile.pk}"):
        text = page(client, path, **({"name_ko": hostile.name_ko} if path.endswith("items") else {}))
        assert "<script>alert" not in text and "<img src=x" not in text and "&lt;script&gt;" in text


def test_the_form_is_chosen_by_f_or_by_accept(gis: Any, client: Any) -> None:
    for path in ("/ogc/", "/ogc/collections/events/items"):
        assert client.get(path)["Content-Type"] != "text/html; charset=utf-8"
        assert client.get(path, {"f": "html"})["Content-Type"] == "text/html; charset=utf-8"
        assert "json" in client.get(path, {"f": "json"}, headers=BROWSER)["Content-Type"]
    assert client.get("/ogc/", {"f": "json"})["Access-Control-Allow-Origin"] == "*"


def test_the_data_page_names_it(db: None, client: Any) -> None:
    assert f'href="{reverse("ogc:landing")}?lang=ko"' in client.get("/data/").content.decode()
