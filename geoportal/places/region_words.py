"""Names by which readers ask for a region: Hangul, romanized in any spelling, and in other scripts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import cache, lru_cache

from django.db.models import Count, Max

from geoportal.core.latin import latin_letters, skeleton, words
from geoportal.places.vocabulary import UNSPACED, read
from geoportal.regions.categories import LEVEL_IDS, Level
from geoportal.regions.models import Region
from geoportal.regions.queries import today

ASKED = (Level.SIGUN, Level.GU, Level.DONG)
PARTICLE = re.compile(r"(?<=[가-힣]{2})(?:에서|에|의|내)$")
CASE_ENDING = re.compile(r"(?<=[а-яё]{3})(?:[аеиуыяю]|ой|ом|ском|ский)$")
NEPALI_ENDING = re.compile(r"(?<=[\u0900-\u097f]{3})(?:मा|को|बाट|तिर)$")
HANGUL = re.compile("[가-힣]")
# Shorter skeletons fit too many words.
LEAST_SKELETON = 4


@dataclass(frozen=True, slots=True)
class RegionWords:
    """Regions in force by name: as written, and by the skeleton of the Latin or Cyrillic spelling.

    A dong is known by its whole name; by the part before `-dong` it is in `stems`.
    """

    written: Mapping[str, tuple[Region, ...]]
    sounding: Mapping[str, tuple[Region, ...]]
    stems: Mapping[str, tuple[Region, ...]]
    unspaced: frozenset[str]

    def named(self, word: str, *, within: Region | None = None, exact: bool = False) -> Region | None:
        """The one region that a plain word names, below `within` if given; None when none or several fit.

        With `exact` neither a word that sounds like a name counts, nor one that means something else: 동안, during.
        """
        if exact and not not_regions().isdisjoint(forms(word)):
            return None
        for form in forms(word):
            if found := only(self.written.get(form, ()), within):
                return found
        if exact:
            return None
        sounding = ((form, self._sounding(form)) for form in forms(word))
        return next((found for form, regions in sounding if (found := only(alike(form, regions), within))), None)

    def stem(self, word: str, *, within: Region | None = None) -> Region | None:
        """The one dong whose name without its ending this is."""
        key = word if HANGUL.search(word) else skeleton(word)
        return only(self.stems.get(key, ()), within)

    def _sounding(self, word: str) -> tuple[Region, ...]:
        sound = "" if HANGUL.search(word) else skeleton(word)
        return self.sounding.get(sound, ()) if len(sound) >= LEAST_SKELETON else ()


@cache
def not_regions() -> frozenset[str]:
    """Plain words that mean something else than the region whose name without its ending they are."""
    return frozenset(word for row in read("not_regions.csv") for word in words(row["word"]))


def region_words() -> RegionWords:
    """The names of today's regions of Gyeonggi; made anew when regions were loaded."""
    state = Region.objects.aggregate(Count("pk"), Max("pk"))
    return _region_words(today(), tuple(state.values()))


@lru_cache(maxsize=2)
def _region_words(day: date, state: tuple[int, ...]) -> RegionWords:
    regions = list(
        Region.objects.on(day)
        .of_gyeonggi()
        .of_levels(ASKED)
        .for_links()
        .select_related("parent__parent")
        .defer("geom", "parent__geom", "parent__parent__geom")
    )
    others = defaultdict[str, list[str]](list)
    for row in read("region_words.csv"):
        others[row["name_ko"]].extend(words(row["word"]))
    written, sounding, stems = (defaultdict[str, list[Region]](list) for _ in range(3))
    for region in regions:
        for word in {*names(region), *others.get(region.name_ko, ())}:
            written[word].append(region)
        for sound in {skeleton(word) for word in names(region)}:
            sounding[sound].append(region)
        if region.level == LEVEL_IDS[Level.DONG]:
            ko, latin = region.name_ko[:-1], words(region.name_en.partition("-")[0])
            for key in {ko, *map(skeleton, latin)}:
                stems[key].append(region)
    unspaced = frozenset(word for found in others.values() for word in found if UNSPACED.search(word))
    return RegionWords(frozen(written), frozen(sounding), frozen(stems), unspaced)


def names(region: Region) -> Iterator[str]:
    """The region's own names as one word each; a si, gun or gu without its ending too."""
    latin = region.name_en.rpartition("-")
    yield from ("".join(words(region.name_ko)), "".join(words(region.name_en)))
    if region.level != LEVEL_IDS[Level.DONG]:
        if len(region.name_ko) > 2:
            yield region.name_ko[:-1]
        yield "".join(words(latin[0] or region.name_en))
        if region.parent and region.parent.level == LEVEL_IDS[Level.SIGUN]:
            yield region.parent.name_ko + region.name_ko


def forms(word: str) -> tuple[str, ...]:
    """The word, and the word without what Korean, Russian or Nepali grammar adds: 안산에, в Ансане, आन्सानमा."""
    return (word, PARTICLE.sub("", word), CASE_ENDING.sub("", word), NEPALI_ENDING.sub("", word))


def only(regions: Sequence[Region], within: Region | None) -> Region | None:
    """The one that fits: below `within`, and of a si/gun and its parts of one name the largest."""
    fitting = [region for region in regions if within is None or within.pk in above(region)]
    largest = [region for region in fitting if region.level == min(one.level for one in fitting)]
    return largest[0] if len(largest) == 1 else None


def alike(word: str, regions: tuple[Region, ...]) -> tuple[Region, ...]:
    """Of regions that sound the same those spelt most like the word: Puchon is 부천, Pochon is 포천."""
    if len({region.name_ko for region in regions}) < 2:
        return regions
    likeness = [SequenceMatcher(None, hard(word), hard(region.name_en.partition("-")[0])).ratio() for region in regions]
    return tuple(region for region, like in zip(regions, likeness, strict=True) if like == max(likeness))


def hard(word: str) -> str:
    """The word with ㄱ, ㄷ, ㅂ as k, t, p: what romanizations disagree about."""
    return latin_letters(word.lower()).translate(str.maketrans("gdb", "ktp"))


def above(region: Region) -> tuple[int | None, ...]:
    """Ids of the region and of the two levels over it."""
    return region.pk, region.parent_id, region.parent.parent_id if region.parent else None


def frozen(found: Mapping[str, Iterable[Region]]) -> dict[str, tuple[Region, ...]]:
    """The same with tuples, each region once."""
    return {word: tuple({region.pk: region for region in regions}.values()) for word, regions in found.items()}
