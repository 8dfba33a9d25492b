"""What a reader's words ask for: kinds of places, a service, a region, and the rest, which is a name or an address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from geoportal.core.latin import words
from geoportal.core.text import clean_query
from geoportal.places.categories import Category, leaves
from geoportal.places.kinds import ServiceKind
from geoportal.places.region_words import HANGUL, RegionWords, region_words
from geoportal.places.vocabulary import LONGEST_PHRASE, UNSPACED, Kinds, Meaning, meaning_of, meant, unspaced
from geoportal.regions.models import Region

# What kind of region it is, where it is written as a word of its own.
APART = frozenset({"si", "gun", "gu", "시", "군", "구"})


@dataclass(frozen=True, slots=True)
class Asked:
    """`kinds` are names of categories; `rest` is what the words say beside these, the service and the region, as plain
    words. Of two services the first is taken, and the other's words stay in the rest."""

    kinds: Kinds = ()
    region: Region | None = None
    rest: str = ""
    service: ServiceKind | None = None

    @property
    def categories(self) -> tuple[Category, ...]:
        """The leaves of the kinds, each once."""
        return tuple(dict.fromkeys(leaf for kind in self.kinds for leaf in leaves(kind)))

    @property
    def is_understood(self) -> bool:
        """Whether the words are more than a name."""
        return bool(self.kinds or self.region or self.service)


def understand(text: str, language: str = "", *, exact: bool = False) -> Asked:
    """What the text asks for; where a word means two things, what it means in `language` (BCP 47) counts.

    `nhà thuốc Siheung` is pharmacies in Siheung-si, `통역 안산` what offers interpreting in Ansan-si. A word that means
    a kind of place never means a service (`vocabulary`). The same text always gives the same answer. With `exact`,
    which is for whole sentences, a region counts only where its name is written as it is known, not where a word
    sounds like it.
    """
    regions = region_words()
    tokens = list(_tokens(clean_query(text), regions, language))
    kinds, service, rest = _meanings(tokens, language)
    region, rest = _region(rest, regions, exact=exact)
    return Asked(kinds, region, " ".join(rest), service)


def _tokens(text: str, regions: RegionWords, language: str) -> Iterator[str]:
    """Plain words; scripts without spaces cut at known words, 안산약국 between region and kind."""
    for word in words(text):
        if UNSPACED.search(word):
            yield from filter(None, unspaced(regions.unspaced).split(word))
        else:
            yield from _unglued(word, regions, language)


def _unglued(word: str, regions: RegionWords, language: str) -> Iterator[str]:
    if "가" <= word[0] <= "힣" and meaning_of((word,), language) is None:
        for at in range(2, len(word) - 1):
            if any(meaning_of((word[at:],), language) or ()) and word[:at] in regions.written:
                yield from (word[:at], word[at:])
                return
    yield word


def _meanings(tokens: list[str], language: str) -> tuple[Kinds, ServiceKind | None, list[str]]:
    """The kinds and the service that the tokens name, and the other tokens; the longest phrase counts."""
    kinds: list[str] = []
    service: ServiceKind | None = None
    rest: list[str] = []
    at = 0
    while at < len(tokens):
        length, found = _phrase(tokens[at : at + LONGEST_PHRASE], language)
        if found is None or (service and found.service not in (None, service)):
            rest += tokens[at : at + length]
        else:
            kinds += found.kinds
            service = service or found.service
        at += length
    return tuple(dict.fromkeys(kinds)), service, rest


def _phrase(tokens: list[str], language: str) -> tuple[int, Meaning | None]:
    """How many tokens from the first on are a phrase of the vocabulary, and what it means."""
    for length in range(len(tokens), 0, -1):
        if (found := meaning_of(tuple(tokens[:length]), language)) is not None:
            return length, found
    for length in (2, 1):
        if length <= len(tokens) and (key := meant("".join(tokens[:length]))):
            return length, meaning_of(key, language)
    return 1, None


def _region(tokens: list[str], regions: RegionWords, *, exact: bool) -> tuple[Region | None, list[str]]:
    """The smallest region named, and the tokens that name none.

    A dong without its ending counts only when nothing else is left, and never in a sentence.
    """
    found: Region | None = None
    rest = tokens
    for _ in range(3):
        smaller, left = _one_region(rest, regions, found, exact=exact)
        if smaller is None:
            break
        found, rest = smaller, left
    rest = [word for word in rest if found is None or regions.named(word, exact=exact) not in parents(found)]
    if not exact and len(rest) == 1 and (dong := regions.stem(rest[0], within=found)):
        return dong, []
    return found, rest


def parents(region: Region) -> tuple[Region, ...]:
    """The regions over this one."""
    return (region.parent, *parents(region.parent)) if region.parent else ()


def _one_region(
    tokens: list[str], regions: RegionWords, within: Region | None, *, exact: bool
) -> tuple[Region | None, list[str]]:
    """The first region that one or two neighbouring tokens name, below `within`, and the other tokens."""
    for at in range(len(tokens)):
        for length in (2, 1):
            those = tokens[at : at + length]
            if len(those) < length or (exact and not _is_one_name(those)):
                continue
            if region := regions.named("".join(those), within=within, exact=exact):
                return region, tokens[:at] + tokens[at + length :]
    return None, tokens


def _is_one_name(tokens: list[str]) -> bool:
    """Whether words of a sentence may be one name: Suwon si, 안산 단원; not Hà Nam, which is no Hanam."""
    return len(tokens) == 1 or tokens[1] in APART or all(len(word) > 1 and HANGUL.match(word) for word in tokens)
