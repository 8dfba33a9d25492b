"""A browser on a small made-up province; what it asks for, and what it complains about."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test.utils import override_settings
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

CHROMIUM = os.environ.get("GEOPORTAL_CHROMIUM", "/usr/bin/chromium")
GPU_IN_SOFTWARE = ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
GUIDES = Path(__file__).parents[1] / "geoportal" / "guides" / "files"
PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 800}
CANARY = "<img src=x onerror=window.__xss=1>"
# Longer than what a map may take on a busy machine without a graphics card.
MAP_MS = 30_000


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for the tests of a file, each page in a context of its own. It brings an event loop, which
    must have ended before other tests of the same process start one."""
    with sync_playwright() as playwright:
        args = ["--no-sandbox", "--disable-dev-shm-usage", *GPU_IN_SOFTWARE]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=args)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def plain_static() -> Iterator[None]:
    """Static files straight from their folders, so that no collectstatic is needed first."""
    storages = settings.STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    with override_settings(STORAGES=storages, WHITENOISE_AUTOREFRESH=True, WHITENOISE_USE_FINDERS=True):
        yield


@dataclass
class Town:
    """What stands in the database, and the addresses of its pages."""

    base: str
    place: Any = None
    hostile: Any = None
    many: Any = None
    event: Any = None
    post: Any = None

    def pages(self) -> dict[str, str]:
        """Every kind of page by a short name."""
        return {
            "home": "/",
            "near": "/near/",
            "results": "/near/?region=ansan&category=health",
            "nothing found": "/near/?region=ansan&category=tax_office&radius_m=500",
            "wrong input": "/near/?region=nowhere&radius_m=-1",
            "whose office": "/serves/",
            "my offices": "/serves/?region=ansan&dong=4127300001",
            "no such office": "/serves/?region=nowhere&on=soon",
            "coverage": "/coverage/",
            "coverage not counted": "/coverage/?category=tax_office&language=vi",
            "community": "/community/",
            "community of a country": "/community/?community=vietnam",
            "community of a city": "/community/ansan/",
            "community space": "/community/ansan/vietnam/",
            "community space empty": "/community/suwon/nepal/",
            "community post": f"/community/posts/{self.post.pk}/",
            "community report": f"/community/posts/{self.post.pk}/report/",
            "community rules": "/community/rules/",
            "sign up": "/account/sign-up/",
            "sign in": "/account/sign-in/",
            "regions": "/regions/",
            "region": "/regions/ansan/",
            "gu": "/regions/ansan-danwon/",
            "place": f"/places/{self.place.pk}/",
            "place of many sources": f"/places/{self.many.pk}/",
            "place card": f"/places/{self.place.pk}/card/",
            "report": f"/places/{self.place.pk}/report/",
            "report sent": f"/places/{self.place.pk}/report/thanks/",
            "suggest": "/suggest/",
            "suggestion sent": "/suggest/thanks/",
            "saved": "/saved/",
            "guides": "/guides/",
            "guide area": "/guides/immigration/",
            "guide": "/guides/immigration/extend-stay/?region=ansan",
            "guide case": "/guides/employment/wages-case/",
            "guide full of attacks": "/guides/housing/hostile/",
            "guide search": "/guides/search/?q=비자",
            "guide start": "/guides/start/",
            "ask": "/ask/",
            "ask a person": "/ask/human/",
            "events": "/events/",
            "event": f"/events/{self.event.pk}/",
            "data": "/data/",
            "privacy": "/privacy/",
            "kept": "/offline/",
            "city on paper": "/regions/ansan/sheet/",
            "city on one page": "/regions/ansan/offline/",
            "missing": "/regions/nowhere/",
        }


@pytest.fixture
def town(plain_static: None, live_server: Any, province: Any, add_place: Callable[..., Any], tmp_path: Path) -> Town:
    """Four clinics and a school in Ansan, one clinic far south with a hostile name, an event, residents, counts."""
    from django.utils import timezone

    from geoportal.core import geo
    from geoportal.events.models import Event
    from geoportal.places.categories import CATEGORY_IDS, Category
    from geoportal.places.models import PlaceCount
    from geoportal.provenance.models import ImportRun
    from geoportal.regions.models import ForeignResidents
    from maps.coverage import run_coverage

    now = timezone.now()
    for source in (province.source, province.sample):
        source.published_at = now
        source.save()
        ImportRun.objects.create(
            source=source, status="published", started_at=now, finished_at=now, counts={"added": 5}
        )
    made = Town(live_server.url)
    made.place = add_place(
        37.226, 126.851, name_ko="한빛 의원", name_en="Hanbit Clinic", address_ko="경기도 안산시 단원구 원곡동 1",
        address_en="1 Wongok-dong, Danwon-gu, Ansan-si", phone="031-481-1234", checked_on=now.date(),
    )  # fmt: skip
    for number in range(3):
        add_place(37.23 + number / 100, 126.86, name_ko=f"견본 의원 {number}", source=province.sample)
    add_place(37.24, 126.84, category="elementary_school", name_ko="새봄 초등학교", name_en="Saebom Elementary School")
    made.hostile = add_place(
        37.124, 127.124, name_ko=CANARY, name_en=CANARY, address_ko=CANARY, phone="1345", source=province.sample
    )
    made.many = of_many_sources(add_place)
    add_offices(add_place)
    add_guides(tmp_path / "guides")
    ansan = province.regions["ansan-danwon"]
    for category, places in (("clinic", 4), ("elementary_school", 1)):
        PlaceCount.objects.create(unit=ansan, category_id=CATEGORY_IDS[Category(category)], places=places, samples=3)
    for year, persons in ((2015, 1000), (2020, 1500), (2025, 1200)):
        ForeignResidents.objects.create(
            region=province.regions["4127300001"], year=year, persons=persons, source=province.source
        )
    run_coverage("clinic", language="", minutes=[5, 10, 15], network_file=None)
    made.event = Event.objects.create(
        source=province.sample, source_key="e1", category="class", name_ko="한국어 교실", name_en="Korean class",
        starts_on=now.date(), ends_on=now.date() + timedelta(days=9), point=geo.point(37.22, 126.85), unit=ansan,
        venue_ko="원곡 주민센터", row_hash="x",
    )  # fmt: skip
    made.post = add_posts(province)
    return made


def add_posts(province: Any) -> Any:
    """Posts in several languages, one with answers, one of them pinned and one a sample."""
    from geoportal.accounts.models import User
    from geoportal.community.models import Comment, Post

    space = {"region": province.regions["ansan"], "community": "vietnam"}
    author = User.objects.create_user("Lan", "a long enough word")
    post = Post.objects.create(
        kind="question", title="Gia hạn thẻ ở đâu?", text="Tôi ở Wongok-dong.\nVăn phòng nào?", language="vi",
        author=author, **space,
    )  # fmt: skip
    Comment.objects.create(post=post, text="“내 기관”에서 찾아보세요.", language="ko")
    Comment.objects.create(post=post, text="Hidden", language="en", state="hidden")
    Post.objects.create(kind="notice", title="센터 안내", text="금요일 휴무", language="ko", is_pinned=True, **space)
    Post.objects.create(kind="meet", title="پیدل چلنا", text="ہر ہفتے", language="ur", is_sample=True, **space)
    return post


def add_guides(folder: Path) -> None:
    """The small pages of the guides' own tests, and one full of attacks."""
    from geoportal.guides.loading import load
    from tests.geoportal.guides.hostile import write_hostile

    shutil.copytree(GUIDES, folder)
    write_hostile(folder)
    load(folder)


def add_offices(add_place: Callable[..., Any]) -> None:
    """An immigration office whose building is not known, and two tax offices that share the city."""
    from geoportal.places.models import ServiceArea

    facts = {"source_title": "지은이, 관할", "source_url": "https://example.org/areas", "checked_on": "2026-01-31"}
    far = {"homepage": "https://example.org/office", "phone": "1345", "position": "unit", "address_ko": "경기도 수원시"}
    office = add_place(37.21, 126.99, category="immigration_office", name_ko="지은출입국", **far)
    ServiceArea.objects.create(place=office, kind="immigration_office", region_code="41270", **facts)
    for name in ("동지은세무서", "서지은세무서"):
        tax = add_place(37.21, 126.98, category="tax_office", name_ko=name, address_ko="경기도 수원시 지은로 1")
        ServiceArea.objects.create(place=tax, kind="tax_office", region_code="41270", part_ko=f"{name[0]}쪽", **facts)


def of_many_sources(add_place: Callable[..., Any]) -> Any:
    """A clinic far from the others, placed by its address, with hours from a twin and sources that disagree."""
    from geoportal.places.twins import fill_gaps
    from geoportal.provenance.models import Source

    weekday = [["09:00", "13:00"], ["14:00", "18:30"]]
    hours: dict[str, Any] = dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), weekday)
    lists = [
        Source.objects.create(
            name=name, kind="places", title_ko=f"{name} 목록", title_en=f"List {name}", license=terms, rank=rank,
            license_url="https://example.org/terms", attribution=f"© {name}",
            publisher="지은이", publisher_en="The maker",
        )
        for rank, (name, terms) in enumerate((("first", "KOGL-1"), ("second", "KOGL-1"), ("map", "ODbL-1.0")))
    ]  # fmt: skip
    shown = {"name_ko": "샘터의원", "address_ko": "경기도 안산시 상록구 지은로 1", "position": "dong"}
    head = add_place(37.29, 126.81, source=lists[0], name_en="Saemteo Uiwon", name_en_generated=True, **shown)
    said = {"hours": hours | {"sat": [["09:00", "13:00"]], "sun": [], "holiday": None}, "note_ko": "점심 13시-14시"}
    other = shown | {"address_ko": "경기도 안산시 상록구 지은로 12"}
    add_place(37.29, 126.81, source=lists[1], phone="031-400-1234", attributes=said, same_as=head, **other)
    on_map = {"opening_hours": "Mo-Fr 09:00-18:00"}
    add_place(37.29, 126.81, source=lists[2], phone="031-400-9999", attributes=on_map, same_as=head, **shown)
    fill_gaps()
    return head


@dataclass
class Watch:
    """What a page asked for and what the browser complained about."""

    complaints: list[str] = field(default_factory=list)
    requests: list[tuple[str, str, str]] = field(default_factory=list)

    def console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not _expected(message):
            self.complaints.append(f"{message.type}: {message.text}")

    def asked(self, request: Request) -> None:
        self.requests.append((request.method, request.url, request.post_data or ""))

    def on(self, page: Page) -> Page:
        page.on("console", self.console)
        page.on("pageerror", lambda error: self.complaints.append(f"page error: {error}"))
        page.on("request", self.asked)
        return page


def _expected(message: ConsoleMessage) -> bool:
    """A page that answers 400 or 404 is reported by the browser too; drivers warn about drawing in software."""
    own_status = "Failed to load resource" in message.text and message.location["url"].endswith(
        ("/regions/nowhere/", "radius_m=-1", "on=soon")
    )
    return own_status or "GPU stall" in message.text or "GL Driver Message" in message.text


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def open_page(chromium: Browser, watch: Watch) -> Iterator[Callable[..., Page]]:
    """A function that gives a page in a context of its own: open_page(viewport=PHONE, ...)."""
    contexts = []

    def open_(**options: Any) -> Page:
        contexts.append(chromium.new_context(**({"viewport": PHONE} | options)))
        return watch.on(contexts[-1].new_page())

    yield open_
    for context in contexts:
        context.close()


def wait_for_map(page: Page) -> None:
    """Until the map, when the page shows one, has drawn everything once; a map is loaded when it is seen."""
    if page.locator("[data-map]:visible").count():
        page.locator("[data-map]:visible").first.scroll_into_view_if_needed()
        page.locator("[data-map][data-drawn]").wait_for(timeout=MAP_MS)
