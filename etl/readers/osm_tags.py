"""Which OpenStreetMap features the portal asks for, and which of their tags it never keeps."""

from __future__ import annotations

from collections.abc import Mapping

Tags = dict[str, str]

# Key to values; no values: any value. The same for files and for queries.
WANTED: Mapping[str, tuple[str, ...]] = {
    "amenity": (
        "hospital", "clinic", "doctors", "dentist", "pharmacy", "school", "kindergarten", "social_facility",
    ),
    "healthcare": (),
    "office": ("government",),
}  # fmt: skip
# Who drew or edited, remarks among mappers, and ways to reach or name a single person.
PRIVATE = frozenset({
    "user", "uid", "changeset", "created_by", "version", "timestamp", "visible", "note", "fixme", "FIXME", "todo",
    "description:note", "email", "contact:email", "mobile", "contact:mobile", "phone:mobile", "operator", "owner",
})  # fmt: skip
SHELTER_VALUES = ("shelter", "group_home", "safe_house", "refuge")
SHELTER_WORDS = (
    "쉼터", "보호시설", "보호소", "피난처", "피해자", "가정폭력", "성폭력", "성매매", "shelter", "refuge", "safe house",
)  # fmt: skip
SHELTER_FOR = ("abused", "displaced", "victim", "violence")
NAMES = ("name", "name:ko", "name:kr", "name:en", "official_name", "alt_name", "old_name", "short_name", "description")


def is_wanted(tags: Mapping[str, str]) -> bool:
    """Whether a feature with these tags may be a place of the portal."""
    return any(tags.get(key) in values if values else bool(tags.get(key)) for key, values in WANTED.items())


def is_shelter(tags: Mapping[str, str]) -> bool:
    """Whether this is, or may be, a shelter, whose address is nobody's to publish."""
    kinds = {tags.get(key, "").casefold() for key in ("social_facility", "amenity", "office")}
    served = tags.get("social_facility:for", "").casefold()
    names = " ".join(tags.get(key, "") for key in NAMES).casefold()
    return bool(
        kinds & set(SHELTER_VALUES)
        or any(word in served for word in SHELTER_FOR)
        or any(word in names for word in SHELTER_WORDS)
    )


def without_persons(tags: Mapping[str, object]) -> Tags:
    """The tags as text, without those of `PRIVATE` and without keys that only a row's own fields have (`@id`)."""
    return {
        key: str(value)
        for key, value in tags.items()
        if key not in PRIVATE and not key.startswith("@") and isinstance(value, (str, int)) and str(value).strip()
    }
