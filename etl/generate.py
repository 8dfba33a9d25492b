"""Sample records: made up from a fixed seed, inside real dongs, in proportion to the people there."""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import shapely

from etl.clean.addresses import tidy
from etl.record import LanguageRecord, PlaceRecord, ServiceRecord
from etl.sample_hours import sample_hours
from geoportal.places.kinds import Cost, ServiceKind
from geoportal.places.languages import How

GYEONGGI = "41"
# Everyone needs services, not foreign residents alone: a dong counts for this many people at the least.
BASE_PERSONS = 400
# About 1 km; neighbours this near to Gyeonggi get a few samples too.
BORDER_DEGREES = 0.01
BORDER_SHARE = 0.06


@dataclass(frozen=True)
class Dong:
    """A dong in force. `unit_ko` is `안산시 단원구`; `geometry` is WKB of a MultiPolygon in EPSG:4326."""

    code: str
    name_ko: str
    name_en: str
    unit_code: str
    unit_ko: str
    unit_en: str
    province_ko: str
    persons: int
    geometry: bytes

    @property
    def in_gyeonggi(self) -> bool:
        return self.unit_code.startswith(GYEONGGI)

    @property
    def weight(self) -> int:
        return self.persons + BASE_PERSONS

    @property
    def address_ko(self) -> str:
        """The address of a sample: it says so and names no street."""
        return tidy(f"{self.province_ko} {self.unit_ko} {self.name_ko} (견본)")

    @property
    def address_en(self) -> str:
        return f"{self.name_en}, {self.unit_en} (sample)"

    @cached_property
    def polygon(self) -> shapely.Geometry:
        return shapely.from_wkb(self.geometry)

    @cached_property
    def inside(self) -> shapely.Geometry:
        """The polygon a few metres inside its edge, so that no sample stands on a border."""
        smaller = self.polygon.buffer(-0.0001)
        inner = self.polygon if smaller.is_empty else smaller
        shapely.prepare(inner)
        return inner

    def point(self, chance: random.Random) -> tuple[float, float]:
        """A random (lat, lon) in the dong, to 6 decimals."""
        west, south, east, north = self.inside.bounds
        for _ in range(2000):
            lon, lat = round(chance.uniform(west, east), 6), round(chance.uniform(south, north), 6)
            if self.inside.contains(shapely.Point(lon, lat)):
                return lat, lon
        anywhere = self.inside.point_on_surface()
        return anywhere.y, anywhere.x


# What a sample may offer beside what its category tells.
SAMPLE_SERVICES: dict[str, tuple[ServiceKind, ...]] = {
    "public_health_center": (ServiceKind.VACCINATION, ServiceKind.MATERNITY, ServiceKind.INTERPRETING),
    "hospital": (ServiceKind.EMERGENCY_CARE, ServiceKind.MATERNITY, ServiceKind.INTERPRETING),
    "clinic": (ServiceKind.VACCINATION, ServiceKind.CHILD_HEALTH),
    "support_center": (
        ServiceKind.COUNSELLING_STAY, ServiceKind.COUNSELLING_LABOUR, ServiceKind.COUNSELLING_FAMILY,
        ServiceKind.INTERPRETING, ServiceKind.KOREAN_CLASS, ServiceKind.CHILD_CARE,
    ),
    "counselling": (ServiceKind.LEGAL_AID, ServiceKind.COUNSELLING_LABOUR, ServiceKind.COUNSELLING_STAY),
    "language_class": (ServiceKind.KIIP,),
    "local_office": (ServiceKind.ADDRESS_REPORT,),
}  # fmt: skip
SPOKEN = ("en", "zh", "vi", "ru", "th", "km", "ne", "uz", "mn", "my", "fil", "id")
WAYS = (How.IN_PERSON, How.IN_PERSON, How.INTERPRETER, How.PHONE)
KNOWN_SHARE = 0.4
SERVICE_SHARE = 0.6


def sample_places(
    name: str, dongs: Sequence[Dong], *, totals: Mapping[str, int], words: Mapping[str, tuple[str, str]]
) -> list[PlaceRecord]:
    """Made-up places of a sample source: `totals` of each category in Gyeonggi and a few across its border.

    `words` names each category in Korean and English: `견본 의원 · 원곡동 3`, `Sample clinic, Wongok-dong 3`.
    The same dongs give the same places.
    """
    near = border(dongs)
    own = [dong for dong in dongs if dong.in_gyeonggi]
    return [
        place
        for category, total in totals.items()
        for group, amount in ((own, total), (near, round(total * BORDER_SHARE)))
        for dong, count in shares(group, amount, seed=f"{name} {category}")
        for place in places_in(dong, count, category=category, words=words[category], seed=name)
    ]


def places_in(dong: Dong, count: int, *, category: str, words: tuple[str, str], seed: str) -> Iterable[PlaceRecord]:
    """`count` places of one category in one dong."""
    chance = random.Random(f"{seed} {category} {dong.code}")  # noqa: S311
    for number in range(1, count + 1):
        lat, lon = dong.point(chance)
        yield PlaceRecord(
            source_key=f"{category}-{dong.code}-{number}",
            category=category,
            name_ko=f"견본 {words[0]} · {dong.name_ko} {number}",
            name_en=f"Sample {words[1]}, {dong.name_en} {number}",
            lat=lat,
            lon=lon,
            address_ko=dong.address_ko,
            address_en=dong.address_en,
            unit_ko=f"{dong.province_ko} {dong.unit_ko}",
            languages=sample_languages(f"{seed} {category} {dong.code} {number}"),
            attributes=sample_attributes(category, f"{seed} {category} {dong.code} {number}"),
            services=sample_services(category, f"{seed} {category} {dong.code} {number}"),
        )


def sample_languages(seed: str) -> tuple[LanguageRecord, ...] | None:
    """Made-up languages for two in five samples, up to three of them; unknown for the rest."""
    chance = random.Random(f"languages {seed}")  # noqa: S311
    if chance.random() >= KNOWN_SHARE:
        return None
    chosen = chance.sample(SPOKEN, chance.randint(1, 3))
    return tuple(LanguageRecord(tag, chance.choice(WAYS)) for tag in sorted(chosen))


def sample_attributes(category: str, seed: str) -> dict[str, object]:
    """Made-up opening hours, and an answer on wheelchairs for two in five samples."""
    chance = random.Random(f"wheelchair {seed}")  # noqa: S311
    ramp = {"wheelchair": chance.choice(("yes", "yes", "no"))} if chance.random() < KNOWN_SHARE else {}
    hours = sample_hours(category, seed)
    return ramp | ({"hours": hours} if hours else {})


def sample_services(category: str, seed: str) -> tuple[ServiceRecord, ...]:
    """Made-up services of a sample, beside what each place of its category does; some say what they cost."""
    chance = random.Random(f"services {seed}")  # noqa: S311
    kinds = SAMPLE_SERVICES.get(category, ())
    chosen = [kind for kind in kinds if chance.random() < SERVICE_SHARE]
    return tuple(
        ServiceRecord(kind, cost=Cost.FREE if chance.random() < KNOWN_SHARE else Cost.UNKNOWN) for kind in chosen
    )


def shares(dongs: Sequence[Dong], total: int, *, seed: str) -> list[tuple[Dong, int]]:
    """`total` dealt out by weight; dongs that get none are left out.

    Every (all weights / total)-th person gets one, from a random start: in proportion, and spread
    over the province even where `total` is far below the number of dongs.
    """
    start = random.Random(seed).random()  # noqa: S311
    everyone = sum(dong.weight for dong in dongs)
    dealt, before = [], 0
    for dong in dongs:
        first, last = (math.ceil(edge * total / everyone - start) for edge in (before, before + dong.weight))
        before += dong.weight
        if last > first:
            dealt.append((dong, last - first))
    return dealt


def border(dongs: Sequence[Dong]) -> list[Dong]:
    """The dongs outside Gyeonggi that lie within about a kilometre of it."""
    own = shapely.STRtree([dong.polygon for dong in dongs if dong.in_gyeonggi])
    others = [dong for dong in dongs if not dong.in_gyeonggi]
    if not others:
        return []
    found = own.query([dong.polygon for dong in others], predicate="dwithin", distance=BORDER_DEGREES)
    near = set(found[0].tolist())
    return [dong for index, dong in enumerate(others) if index in near]
