"""The list of collections: what each is, its properties, and how its statement is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from geoportal.events.categories import EventCategory
from geoportal.ogc.fields import URI, Field, Kind
from geoportal.places.categories import CATEGORY_IDS, TREE, Category, OfficeKind, Position
from geoportal.places.kinds import SERVICE_IDS
from geoportal.places.languages import LANGUAGE_IDS, spoken_ids
from geoportal.regions.categories import GYEONGGI, LEVEL_IDS, Level

ANSWERS = ("yes", "no", "unknown")


def by_number(names: Mapping[str, int]) -> list[str]:
    """Names so that position n holds that of number n, as PostgreSQL counts arrays from 1."""
    return [{n: name for name, n in names.items()}.get(n, "") for n in range(1, max(names.values()) + 1)]


BRANCH_NUMBERS = {branch.value: [CATEGORY_IDS[leaf] for leaf in leaves] for branch, leaves in TREE.items()}
LEVEL_NUMBERS = {level.value: [number] for level, number in LEVEL_IDS.items()}
BRANCH_BY_CATEGORY = {number: branch for branch, numbers in BRANCH_NUMBERS.items() for number in numbers}
# What places.sql needs to say words instead of numbers.
PLACE_WORDS: dict[str, Any] = {
    "categories": by_number({category.value: number for category, number in CATEGORY_IDS.items()}),
    "branches": [BRANCH_BY_CATEGORY.get(number, "") for number in range(1, max(BRANCH_BY_CATEGORY) + 1)],
    "spoken": by_number(LANGUAGE_IDS),
    "kinds": by_number({kind.value: number for kind, number in SERVICE_IDS.items()}),
}


def within_geom(name: str, is_box: bool) -> str:
    """Features that touch the geometry of this parameter; `is_box` says that it is an upright rectangle."""
    return f"f.geom && %({name})s::geometry AND ST_Intersects(f.geom, %({name})s::geometry)"


def within_places(name: str, is_box: bool) -> str:
    """The same of places: by the tiles' index, for a box of degrees is a box in Web Mercator too.

    A second condition would make the planner think that few places fit a large box.
    """
    in_box = f"f.position <> 'unit' AND f.point_3857 && ST_Transform(%({name})s::geometry, 3857)"
    return in_box if is_box else f"{in_box} AND ST_Intersects(f.point, %({name})s::geometry)"


@dataclass(frozen=True, slots=True)
class Collection:
    """One collection; its statement is `sql/<id>.sql`.

    `most` is the largest page. `dated` says that its features have days. `id_is_key` that a feature's id is its
    `key`. `tiles` names its layer of map tiles.
    """

    id: str
    title: Promise
    about: Promise
    fields: tuple[Field, ...]
    geometry: str
    tiles: str
    most: int = 5000
    dated: bool = False
    id_is_key: bool = True
    within: Callable[[str, bool], str] = within_geom
    params: Mapping[str, Any] = field(default_factory=dict)

    @property
    def statement(self) -> str:
        return f"ogc/{self.id}"

    @property
    def has_areas(self) -> bool:
        return self.geometry == "polygon"

    @property
    def queryables(self) -> dict[str, Field]:
        """The properties that can be filtered by, by name."""
        return {one.name: one for one in self.fields if one.column}


SOURCE = Field("source", _("Source"), column="source")
TERMS = (
    Field("license", _("Licence"), column="license"),
    Field("attribution", _("Attribution")),
    Field("checked_on", _("Checked on"), Kind.DATE, column="checked_on"),
    Field("is_sample", _("Sample data, made up"), Kind.BOOLEAN, column="is_sample"),
)
UNCHECKED_TERMS = tuple(one for one in TERMS if one.name != "checked_on")
PAGE = Field("page", _("Page of the portal"), format=URI)
NAME = Field("name", _("Name in the language asked for"))
NAME_KO = Field("name_ko", _("Korean name"), column="name_ko")
REGION = (
    Field("region_code", _("Code of the city or district"), column="region_code"),
    Field("region", _("City or district")),
)
REACH = (Field("address_ko", _("Address in Korean")), Field("phone", _("Telephone")), Field("homepage", _("Website")))
LEVEL = Field("level", _("Level"), Kind.CODE, column="level", numbers=LEVEL_NUMBERS)

PLACES = Collection(
    id="places",
    title=_("Places"),
    about=_("Clinics, schools, support centers and public offices, each once, as their sources state them."),
    fields=(
        NAME,
        NAME_KO,
        Field(
            "category", _("Category"), Kind.CODE, column="category_id",
            numbers={one.value: [CATEGORY_IDS[one]] for one in Category},
        ),
        Field("branch", _("Group of categories"), Kind.CODE, column="category_id", numbers=BRANCH_NUMBERS),
        *REGION,
        Field("dong_code", _("Code of the neighbourhood (dong)"), column="dong_code"),
        *REACH,
        Field(
            "languages", _("Languages spoken; empty means unknown"), Kind.LIST, column="language_ids",
            numbers={one: spoken_ids(one) for one in LANGUAGE_IDS},
        ),
        Field(
            "services", _("Services; empty means unknown"), Kind.LIST, column="service_ids",
            numbers={kind.value: [number] for kind, number in SERVICE_IDS.items()},
        ),
        Field("free", _("Has a service free of charge"), column="free", choices=ANSWERS),
        Field("wheelchair", _("Wheelchair access"), column="wheelchair", choices=ANSWERS),
        Field("position", _("How the point was had"), column="position", choices=[one.value for one in Position]),
        SOURCE,
        *TERMS,
        PAGE,
    ),
    geometry="point",
    tiles="places",
    within=within_places,
    params=PLACE_WORDS,
)  # fmt: skip
EVENTS = Collection(
    id="events",
    title=_("Events"),
    about=_("Festivals, performances, exhibitions, classes and meetings, past ones too, each with its days in Korea."),
    fields=(
        NAME,
        NAME_KO,
        Field("category", _("Category"), column="category", choices=[one.value for one in EventCategory]),
        Field("starts_on", _("First day"), Kind.DATE, column="starts_on"),
        Field("ends_on", _("Last day"), Kind.DATE, column="ends_on"),
        Field("venue_ko", _("Venue in Korean")),
        *REGION,
        *REACH,
        SOURCE,
        *TERMS,
        PAGE,
    ),
    geometry="point",
    dated=True,
    tiles="events",
)
REGIONS = Collection(
    id="regions",
    title=_("Administrative units"),
    about=_(
        "Provinces, cities and counties, general districts and neighbourhoods (dong) of Gyeonggi and its neighbours, in"
        " every edition. Ask for one level, and with datetime for the edition in force on a day."
    ),
    fields=(
        Field("code", _("Code"), column="code"),
        LEVEL,
        NAME,
        NAME_KO,
        Field("name_en", _("Romanized name"), column="name_en"),
        Field("parent_code", _("Code of the unit above"), column="parent_code"),
        Field("province_code", _("Code of the province"), column="province_code"),
        Field("valid_from", _("In force from"), Kind.DATE, column="valid_from"),
        Field("valid_to", _("In force until"), Kind.DATE, column="valid_to"),
        SOURCE,
        *UNCHECKED_TERMS,
    ),
    geometry="polygon",
    most=1000,
    dated=True,
    id_is_key=False,
    tiles="regions",
)
SERVICE_AREAS = Collection(
    id="service_areas",
    title=_("Areas that offices serve"),
    about=_(
        "Which office serves which unit, as the office's source says. Where the extent is part, the office serves only"
        " the part that part_ko names, and the outline is that of the whole unit."
    ),
    fields=(
        Field("kind", _("Kind of office"), column="kind", choices=[one.value for one in OfficeKind]),
        Field("office", _("Office, in the language asked for")),
        Field("office_ko", _("Office, in Korean")),
        Field("place_id", _("Id of the place"), Kind.INTEGER, column="place_id"),
        *REGION,
        Field("extent", _("Whole unit or a part of it"), column="extent", choices=("whole", "part")),
        Field("part_ko", _("The part, in Korean")),
        Field("valid_from", _("In force from"), Kind.DATE, column="valid_from"),
        Field("valid_to", _("In force until"), Kind.DATE, column="valid_to"),
        Field("source_title", _("Source")),
        Field("source_url", _("Address of the source"), format=URI),
        *TERMS,
        PAGE,
    ),
    geometry="polygon",
    most=1000,
    dated=True,
    tiles="areas",
)
FOREIGN_RESIDENTS = Collection(
    id="foreign_residents",
    title=_("Foreign residents"),
    about=_(
        "Foreign residents of each city, county and general district of Gyeonggi by census year. Who lives in a general"
        " district is counted in its city too: add up one level only."
    ),
    fields=(
        *REGION,
        Field("region_ko", _("City or district, in Korean")),
        Field(
            "level", _("Level"), Kind.CODE, column="level",
            numbers={name: LEVEL_NUMBERS[name] for name in (Level.SIGUN, Level.GU)},
        ),
        Field("year", _("Year"), Kind.INTEGER, column="year"),
        Field("persons", _("Persons"), Kind.INTEGER, column="persons"),
        SOURCE,
        *UNCHECKED_TERMS,
    ),
    geometry="polygon",
    most=1000,
    dated=True,
    id_is_key=False,
    tiles="density",
    params={"gyeonggi": GYEONGGI},
)  # fmt: skip
COLLECTIONS: dict[str, Collection] = {
    one.id: one for one in (PLACES, EVENTS, REGIONS, SERVICE_AREAS, FOREIGN_RESIDENTS)
}
