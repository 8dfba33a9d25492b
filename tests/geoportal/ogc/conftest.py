"""A small province for the OGC API: places, an office with its area, events, residents."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from geoportal.core import geo
from geoportal.core.throttle import Limit
from geoportal.events.models import Event
from geoportal.places.kinds import SERVICE_IDS, ServiceKind
from geoportal.places.languages import spoken_id
from geoportal.places.models import ServiceArea
from geoportal.regions.models import ForeignResidents


@pytest.fixture
def gis(province: Any, add_place: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> Any:
    """Six places (one of them drawn nowhere, one retired), two events, an office's area, residents of a dong."""
    monkeypatch.setattr("geoportal.ogc.views.FEATURES", Limit("ogc-tests", times=10**6, window_s=3600))
    made = province
    made.clinic = add_place(
        37.21, 126.81, name_ko="한빛 의원", name_en="Hanbit Clinic", address_ko="경기도 안산시 원곡동 1",
        language_ids=[spoken_id("vi", "in_person"), spoken_id("zh", "phone")], free=1,
        service_ids=[SERVICE_IDS[ServiceKind.GENERAL_CARE]], checked_on=date(2026, 3, 1),
    )  # fmt: skip
    made.pharmacy = add_place(37.22, 126.82, category="pharmacy", name_ko="100%_약국")
    made.school = add_place(37.23, 126.95, category="elementary_school", name_ko="O'Neil 학교", source=made.sample)
    made.rough = add_place(37.24, 126.83, category="support_center", name_ko="어딘가 센터", position="unit")
    made.office = add_place(37.25, 126.96, category="immigration_office", name_ko="지은출입국", language_ids=[])
    made.twin = add_place(37.21, 126.81, name_ko="쌍둥이", same_as=made.clinic)
    ServiceArea.objects.create(
        place=made.office, kind="immigration_office", region_code="41270", part_ko="원곡동",
        valid_from=date(2025, 1, 1),
        source_title="관할", source_url="https://example.org/areas", checked_on=date(2026, 1, 31),
    )  # fmt: skip
    for key, first, last in (("e1", date(2026, 5, 1), date(2026, 5, 3)), ("e2", date(2026, 6, 1), date(2026, 6, 1))):
        Event.objects.create(
            source=made.source, source_key=key, category="festival", name_ko=f"축제 {key}", starts_on=first,
            ends_on=last, point=geo.point(37.22, 126.85), unit=made.regions["ansan-danwon"], row_hash="x",
        )  # fmt: skip
    for year, persons in ((2024, 900), (2025, 1000)):
        ForeignResidents.objects.create(
            region=made.regions["4127300001"], year=year, persons=persons, source=made.source
        )
    return made


@pytest.fixture
def ask(client: Any) -> Callable[..., Any]:
    """Ask an address below /ogc/, an answer as JSON: ask("collections", status=200, limit=3)."""

    def get(path: str, *, status: int = 200, **query: Any) -> Any:
        named = {name.replace("_", "-") if name in DASHED else name: value for name, value in query.items()}
        response = client.get(f"/ogc/{path}", named)
        assert response.status_code == status, response.content.decode()
        return response.json()

    return get


DASHED = {"bbox_crs", "filter_lang", "filter_crs"}


@pytest.fixture
def names(ask: Callable[..., Any]) -> Callable[..., set[str]]:
    """The Korean names of the features of a collection that fit."""

    def get(collection: str, **query: Any) -> set[str]:
        return {one["properties"]["name_ko"] for one in ask(f"collections/{collection}/items", **query)["features"]}

    return get
