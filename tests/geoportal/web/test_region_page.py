"""The figures on a region's page."""

from __future__ import annotations

import pytest

from geoportal.places.models import PlaceCount
from geoportal.regions.models import ForeignResidents, Region
from geoportal.regions.queries import today
from geoportal.web.region_page import counts_by_branch, residents_by_year


@pytest.fixture
def counted(province):
    """Ansan: 100 in one dong, 50 in the other, 7 counted at the gu; doubled from 2020 to 2025."""
    for slug, persons in (("4127100001", 100), ("4127300001", 50), ("ansan-danwon", 7), ("4111000001", 1000)):
        for year, times in ((2020, 1), (2025, 2)):
            ForeignResidents.objects.create(
                region=province.regions[slug], year=year, persons=persons * times, source=province.source
            )
    return province


def test_residents_sum_all_levels_below_once(counted):
    years = residents_by_year(counted.regions["ansan"])
    assert [(y.year, y.persons, y.change_percent, y.share) for y in years] == [
        (2020, 157, None, 0.5),
        (2025, 314, 100.0, 1.0),
    ]
    assert [y.persons for y in residents_by_year(counted.regions["ansan-danwon"])] == [57, 114]
    assert [y.persons for y in residents_by_year(counted.regions["gyeonggi"])] == [1157, 2314]


@pytest.mark.parametrize("page", ["/vi/", "/vi/regions/ansan/"])
def test_bars_are_drawn_where_numbers_have_a_comma(client, counted, page):
    assert '<rect class="years__fill" width="50.0"' in client.get(page).content.decode()


@pytest.mark.parametrize(("page", "written"), [("/", "2,000"), ("/vi/", "2.000"), ("/ru/", "2\u00a0000")])
def test_large_numbers_are_grouped_as_the_language_does(client, counted, page, written):
    assert written in client.get(f"{page}regions/suwon/").content.decode()


def test_latest_by_unit(counted):
    regions = counted.regions
    assert ForeignResidents.objects.latest_by_unit() == {
        regions["ansan"].pk: 314, regions["ansan-sangnok"].pk: 200, regions["ansan-danwon"].pk: 114,
        regions["suwon"].pk: 2000,
    }  # fmt: skip


def test_counts_keep_the_order_of_the_tree_and_leave_out_the_empty(province):
    for slug, category_id, places, samples in (
        ("ansan-danwon", 2, 5, 1),
        ("ansan-sangnok", 2, 3, 0),
        ("suwon", 21, 4, 4),
    ):
        PlaceCount.objects.create(unit=province.regions[slug], category_id=category_id, places=places, samples=samples)
    branches = counts_by_branch(PlaceCount.objects.all())
    assert [
        (b.branch.value, b.places, [(c.category.value, c.places, c.samples) for c in b.categories]) for b in branches
    ] == [
        ("health", 8, [("clinic", 8, 1)]),
        ("education", 4, [("elementary_school", 4, 4)]),
    ]


def test_neighbours_are_units_that_touch(province):
    touching = lambda slug: [  # noqa: E731
        region.slug for region in Region.objects.on(today()).touching(province.regions[slug]).order_by("slug")
    ]
    assert touching("suwon") == ["ansan", "ansan-danwon", "ansan-sangnok"]
    assert touching("ansan") == ["suwon"]
    assert touching("ansan-danwon") == ["ansan-sangnok", "suwon"]


def test_region_pages_answer_by_slug_and_redirect_from_the_code(client, province):
    assert client.get("/regions/ansan/").status_code == 200
    assert client.get("/en/regions/ansan-danwon/").status_code == 200
    assert client.get("/regions/41270/")["Location"] == "/regions/ansan/"
    assert client.get("/regions/4127300001/").status_code == 404
    assert client.get("/regions/atlantis/").status_code == 404
