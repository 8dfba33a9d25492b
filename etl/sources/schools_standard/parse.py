"""A row of the standard data on schools to a place."""

from __future__ import annotations

from etl.clean.values import day, degrees
from etl.record import PlaceRecord, Skip
from etl.source import Source

OPEN = "open"
# A name that ends so is of that level and no other.
LEVELS = {"초등학교": "elementary_school", "여자중학교": "middle_school", "여자고등학교": "high_school"}


def parse_row(row: dict[str, str], source: Source) -> PlaceRecord | Skip:
    """One school, known by its 학교ID; one that does not teach now, or is in another province, is skipped.

    Its province is where its address lies, or else that of its education office.
    """
    key = row.pop("학교ID")
    road, lot = row.pop("소재지도로명주소"), row.pop("소재지지번주소")
    office = row.pop("시도교육청명", "").removesuffix("교육청")
    if (road or lot or office).split(" ", 1)[0] not in source.mappings["provinces"]:
        return Skip("other_province")
    state = source.mappings["states"].get(row.pop("운영상태"))
    if state != OPEN:
        return Skip("closed" if state else "unknown_state")
    category = source.mappings["levels"].get(row.pop("학교급구분"))
    if category is None:
        return Skip("unknown_level")
    if not key:
        return Skip("no_key")
    if any(row["학교명"].endswith(word) and level != category for word, level in LEVELS.items()):
        return Skip("level_disagrees")
    return PlaceRecord(
        source_key=key,
        category=category,
        name_ko=row.pop("학교명"),
        lat=degrees(row.pop("위도")),
        lon=degrees(row.pop("경도")),
        unit_ko=" ".join((road or lot).split()[:3]),
        address_ko=road or lot,
        checked_on=day(row.pop("데이터기준일자")),
        attributes=attributes(row),
    )


def attributes(row: dict[str, str]) -> dict[str, object]:
    """What else the row says: public or private, main or branch school, since when."""
    founded_on = day(row.pop("설립일자", ""))
    stated: dict[str, object] = {
        "founding_ko": row.pop("설립형태", ""),
        "main_or_branch_ko": row.pop("본교분교구분", ""),
    }
    if founded_on and founded_on.year > 1900:
        stated["founded_on"] = founded_on.isoformat()
    return {name: value for name, value in stated.items() if value}
