"""Categories of places as a tree; plain enums that the feed side may use."""

from enum import StrEnum


class Category(StrEnum):
    """What a place is. The leaves are stored; the branches find all below them."""

    HOSPITAL = "hospital"
    CLINIC = "clinic"
    DENTAL_CLINIC = "dental_clinic"
    ORIENTAL_CLINIC = "oriental_clinic"
    PHARMACY = "pharmacy"
    PUBLIC_HEALTH_CENTER = "public_health_center"
    EMERGENCY_ROOM = "emergency_room"
    KINDERGARTEN = "kindergarten"
    ELEMENTARY_SCHOOL = "elementary_school"
    MIDDLE_SCHOOL = "middle_school"
    HIGH_SCHOOL = "high_school"
    SPECIAL_SCHOOL = "special_school"
    LANGUAGE_CLASS = "language_class"
    SUPPORT_CENTER = "support_center"
    COUNSELLING = "counselling"
    SHELTER_HELPLINE = "shelter_helpline"
    IMMIGRATION_OFFICE = "immigration_office"
    EMPLOYMENT_CENTER = "employment_center"
    LABOUR_OFFICE = "labour_office"
    NHIS_BRANCH = "nhis_branch"
    TAX_OFFICE = "tax_office"
    EDUCATION_SUPPORT_OFFICE = "education_support_office"
    LOCAL_OFFICE = "local_office"


# Stored as small integers: a composite GiST index on (category_id, point) needs them.
# Never renumber; a new category takes the next free number.
CATEGORY_IDS: dict[Category, int] = {
    Category.HOSPITAL: 1,
    Category.CLINIC: 2,
    Category.DENTAL_CLINIC: 3,
    Category.ORIENTAL_CLINIC: 4,
    Category.PHARMACY: 5,
    Category.PUBLIC_HEALTH_CENTER: 6,
    Category.EMERGENCY_ROOM: 7,
    Category.KINDERGARTEN: 20,
    Category.ELEMENTARY_SCHOOL: 21,
    Category.MIDDLE_SCHOOL: 22,
    Category.HIGH_SCHOOL: 23,
    Category.SPECIAL_SCHOOL: 24,
    Category.LANGUAGE_CLASS: 25,
    Category.SUPPORT_CENTER: 40,
    Category.COUNSELLING: 41,
    Category.SHELTER_HELPLINE: 42,
    Category.IMMIGRATION_OFFICE: 60,
    Category.EMPLOYMENT_CENTER: 61,
    Category.LABOUR_OFFICE: 62,
    Category.NHIS_BRANCH: 63,
    Category.TAX_OFFICE: 64,
    Category.EDUCATION_SUPPORT_OFFICE: 65,
    Category.LOCAL_OFFICE: 66,
}
CATEGORY_OF_ID: dict[int, Category] = {number: name for name, number in CATEGORY_IDS.items()}


class Branch(StrEnum):
    """A node of the tree above the leaves."""

    HEALTH = "health"
    EDUCATION = "education"
    SUPPORT = "support"
    OFFICES = "offices"


TREE: dict[Branch, tuple[Category, ...]] = {
    Branch.HEALTH: (
        Category.HOSPITAL,
        Category.CLINIC,
        Category.DENTAL_CLINIC,
        Category.ORIENTAL_CLINIC,
        Category.PHARMACY,
        Category.PUBLIC_HEALTH_CENTER,
        Category.EMERGENCY_ROOM,
    ),
    Branch.EDUCATION: (
        Category.KINDERGARTEN,
        Category.ELEMENTARY_SCHOOL,
        Category.MIDDLE_SCHOOL,
        Category.HIGH_SCHOOL,
        Category.SPECIAL_SCHOOL,
        Category.LANGUAGE_CLASS,
    ),
    Branch.SUPPORT: (Category.SUPPORT_CENTER, Category.COUNSELLING, Category.SHELTER_HELPLINE),
    Branch.OFFICES: (
        Category.IMMIGRATION_OFFICE,
        Category.EMPLOYMENT_CENTER,
        Category.LABOUR_OFFICE,
        Category.NHIS_BRANCH,
        Category.TAX_OFFICE,
        Category.EDUCATION_SUPPORT_OFFICE,
        Category.LOCAL_OFFICE,
    ),
}
BRANCH_OF: dict[Category, Branch] = {leaf: branch for branch, leaves in TREE.items() for leaf in leaves}


def leaves(name: str) -> tuple[Category, ...]:
    """The leaf categories at or below `name`; ValueError when no such category exists."""
    if name in Branch.__members__.values():
        return TREE[Branch(name)]
    return (Category(name),)


class Position(StrEnum):
    """How a place's point was had: as its source states it, or from its address, the finest that was found.

    With `UNIT` nothing but the si, gun or gu is known: the point is somewhere in it, so such a place is
    drawn on no map, and where it is listed it says that distances to it are rough.
    """

    SOURCE = "source"
    BUILDING = "building"
    ROAD = "road"
    DONG = "dong"
    UNIT = "unit"

    @property
    def is_rough(self) -> bool:
        """Whether the point is of the area only, which nobody should be sent to."""
        return self in (Position.DONG, Position.UNIT)


class OfficeKind(StrEnum):
    """A kind of office that serves the people of an area, as residents ask for it."""

    IMMIGRATION = "immigration_office"
    LOCAL_OFFICE = "local_office"
    EMPLOYMENT_CENTER = "employment_center"
    LABOUR_OFFICE = "labour_office"
    NHIS_BRANCH = "nhis_branch"
    TAX_OFFICE = "tax_office"
    EDUCATION_SUPPORT = "education_support_office"
    PUBLIC_HEALTH_CENTER = "public_health_center"
    FAMILY_CENTER = "family_center"
    FOREIGN_RESIDENTS_CENTER = "foreign_residents_center"
