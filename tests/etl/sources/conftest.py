"""A made-up handful of dongs for sources that generate samples."""

import pytest
import shapely

from etl.generate import Dong


def dong(number: int, *, persons: int, west: float, province: str = "경기도") -> Dong:
    unit = "41273" if province == "경기도" else "11740"
    return Dong(
        code=f"{unit}{number:05}", name_ko=f"지은{number}동", name_en=f"Jieun {number}-dong", unit_code=unit,
        unit_ko="안산시 단원구", unit_en="Danwon-gu, Ansan-si", province_ko=province, persons=persons,
        geometry=shapely.to_wkb(shapely.MultiPolygon([shapely.box(west, 37.3, west + 0.02, 37.32)])),
    )  # fmt: skip


DONGS = [
    *(dong(number, persons=500 * number, west=126.7 + 0.02 * number) for number in range(1, 9)),
    dong(50, persons=100, west=126.885, province="서울특별시"),
    dong(51, persons=100, west=127.2, province="서울특별시"),
]


@pytest.fixture(scope="session")
def dongs() -> list[Dong]:
    """Eight dongs of Gyeonggi side by side, one of Seoul at their border and one far from it."""
    return DONGS
