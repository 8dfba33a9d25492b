"""The atlas: what a map holds, and that a name cannot become markup."""

from __future__ import annotations

import pytest

from geoportal.regions.models import ForeignResidents
from maps.atlas import AtlasError, build_atlas, residents_by_dong


@pytest.fixture
def counted(province):
    for slug, persons in (("4127100001", 500), ("4127300001", 3000)):
        for year, share in ((2020, 0.5), (2025, 1)):
            ForeignResidents.objects.create(
                region=province.regions[slug], year=year, persons=int(persons * share), source=province.source
            )
    return province


def test_residents_are_of_the_latest_year_per_square_kilometre(counted):
    dongs = residents_by_dong(counted.regions["ansan"]).set_index("code")
    assert dongs.loc["4127300001", "persons"] == 3000
    # 0.1 by 0.05 degrees at 37.2 N is about 8.87 by 5.55 km
    assert dongs.loc["4127300001", "density"] == pytest.approx(3000 / 49.2, rel=0.01)


def test_a_map_is_written_per_region_and_names_are_text(counted, add_place, tmp_path):
    add_place(37.22, 126.85, name_ko="</script><img src=x onerror=alert(1)>`${alert(2)}`", source=counted.sample)
    (file,) = build_atlas(tmp_path, only="ansan")
    html = file.read_text(encoding="utf-8")
    assert file.name == "ansan.html"
    assert "(sample data)" in html
    assert "Foreign residents per" in html
    assert "<img src=x" not in html
    assert "${alert" not in html
    assert len(build_atlas(tmp_path)) == 2


def test_an_unknown_region_is_refused(province, tmp_path):
    with pytest.raises(AtlasError, match="atlantis"):
        build_atlas(tmp_path, only="atlantis")
