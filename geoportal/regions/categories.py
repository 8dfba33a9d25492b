"""Levels of administrative units, plain enums that the feed side may use."""

from enum import StrEnum


class Level(StrEnum):
    """Province (sido) > si/gun (or an autonomous gu of Seoul and Incheon) > general gu > eup/myeon/dong."""

    PROVINCE = "province"
    SIGUN = "sigun"
    GU = "gu"
    DONG = "dong"


LEVEL_IDS: dict[Level, int] = {Level.PROVINCE: 1, Level.SIGUN: 2, Level.GU: 3, Level.DONG: 4}
GYEONGGI = "41"

# Levels by the names that people ask for them: ours, and the Korean terms in Latin letters.
LEVELS_BY_NAME: dict[str, tuple[Level, ...]] = {
    **{level.value: (level,) for level in Level},
    "sido": (Level.PROVINCE,),
    "sigungu": (Level.SIGUN, Level.GU),
    "emd": (Level.DONG,),
}
