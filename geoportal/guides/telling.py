"""What a reader is shown of a text that has no page in the reader's language: what the Translator has of it, else the
published English text, else the Korean; always with what it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from wagtail.models import Page

from geoportal.core.languages import FALLBACK, SOURCE, Language, current_code, language_of
from geoportal.guides.wording import texts_by_path
from geoportal.translation.categories import SegmentStatus
from geoportal.translation.fragments import Fragment, State, fragments
from geoportal.translation.segments.showing import Shown, page_statuses

# Texts that a list of pages shows of each.
LISTED = ("title", "summary")
# What a page does not show.
UNSHOWN = ("questions",)


@dataclass(frozen=True, slots=True)
class Told:
    """A text as its reader meets it. `asked` is what the page may ask for later, where it is still awaited."""

    text: str
    language: Language
    status: str = State.ORIGINAL.value
    label: str = ""
    is_ai: bool = False
    asked: Fragment | None = None

    @property
    def is_translated(self) -> bool:
        """Whether nothing is to be said of it but, perhaps, who translated it into the reader's language."""
        return self.status in (State.ORIGINAL, State.MACHINE, State.DRAFTED, State.REVIEWED)


@dataclass(frozen=True, slots=True)
class Telling:
    """All that a page without words in the reader's language says, by the Korean text.

    `status`, `label` and `is_ai` are of the page as a whole; `rest` is the language of what no one has translated, None
    for nothing; `rest_label` says what these texts are.
    """

    by_text: Mapping[str, Told]
    status: str
    label: str
    is_ai: bool
    rest: Language | None
    rest_label: str = ""

    def of(self, text: str) -> Told | None:
        return self.by_text.get(text.strip())

    def mark_of(self, told: Told) -> Told | None:
        """What to say of a text: only where it is not what the page as a whole is said to be."""
        return told if told.label and told.label != self.label else None


def telling(page: Page) -> Telling | None:
    """What to show of a Korean page to a reader of another language; None for every other page or reader."""
    if page.locale.language_code != settings.LANGUAGE_CODE or current_code() == settings.LANGUAGE_CODE:
        return None
    korean = {path: text.strip() for path, text in texts_by_path(page) if path.split(".")[0] not in UNSHOWN}
    english: list[Page] = []

    def in_english() -> dict[str, str]:
        found = english_of(page)
        english.extend([found] if found else [])
        said = dict(texts_by_path(found)) if found else {}
        return {text: said.get(path, "").strip() for path, text in korean.items()}

    by_text = told(korean.values(), in_english)
    return _whole(by_text, english[0] if english else None)


def tell_of_list(
    korean: Iterable[Page], english: Callable[[], Mapping[Any, Page]], named: Iterable[str] = LISTED
) -> dict[Any, Page]:
    """Give each Korean page, or the English one that stands for it, `told`: what to show of these texts of it, by name.

    `english` gives English pages by translation key, and is asked only where a text is lacking; these are returned.
    One look-up for all texts.
    """
    names = [(page, name) for page in korean for name in named if getattr(page, name, "")]
    standing: dict[Any, Page] = {}

    def in_english() -> dict[str, str]:
        standing.update(english())
        pairs = ((page, standing.get(page.translation_key), name) for page, name in names)
        return {getattr(page, name).strip(): getattr(found, name) for page, found, name in pairs if found}

    by_text = told((getattr(page, name) for page, name in names), in_english)
    for page, name in names:
        shown = standing.get(page.translation_key, page)
        shown.told = getattr(shown, "told", {}) | {name: by_text[getattr(page, name).strip()]}
    return standing


def told(texts: Iterable[str], english: Callable[[], Mapping[str, str]]) -> dict[str, Told]:
    """By Korean text what to show of it; `english` is asked only where something is lacking."""
    found = fragments((text.strip() for text in texts), target=get_language() or settings.LANGUAGE_CODE)
    lacking = any(not one.is_translated and one.state is not State.ORIGINAL for one in found.values())
    in_english = english() if lacking and get_language() != FALLBACK.django_code else {}
    return {text: _told(one, in_english.get(text, "")) for text, one in found.items()}


def english_of(page: Page) -> Page | None:
    """The published English page of a Korean one."""
    here = type(page).objects.filter(translation_key=page.translation_key, live=True)
    found: Page | None = here.filter(locale__language_code=FALLBACK.django_code).select_related("locale").first()
    return found


def told_of_pages(pages: Iterable[Any]) -> Telling | None:
    """Of a list of pages what its reader is to be told of them together; None where none needs words of its own."""
    said = {f"{page.pk} {name}": one for page in pages for name, one in getattr(page, "told", {}).items()}
    return _whole(said, None) if said else None


def written_in(text: str, language: str) -> Language:
    """The language of one text of a page in `language`: Korean where its translation is missing, so that most of its
    letters are Hangul."""
    letters = [sign for sign in text if sign.isalpha()]
    hangul = sum("\uac00" <= sign <= "\ud7a3" for sign in letters)
    return SOURCE if letters and hangul * 2 > len(letters) else language_of(language)


def _told(one: Fragment, english: str) -> Told:
    asked = one if one.state is State.AWAITED else None
    if one.is_translated or one.state is State.ORIGINAL or not english:
        return Told(one.said, one.language, one.state.value, one.label, one.is_ai, asked)
    return Told(english, written_in(english, FALLBACK.django_code), one.state.value, one.label, asked=asked)


def _whole(by_text: Mapping[str, Told], english: Page | None) -> Telling:
    """A page is a machine's as soon as one of its texts is; what it lacks is said beside it."""
    ones = list(by_text.values())
    lacking = [one for one in ones if not one.is_translated]
    order = (State.MACHINE, State.DRAFTED, State.REVIEWED, State.AWAITED, State.UNAVAILABLE, State.MISSING)
    first = min(
        (one for one in ones if one.status in order), key=lambda one: order.index(State(one.status)), default=None
    )
    rest = next((one.language for one in lacking if one.language == FALLBACK), SOURCE) if lacking else None
    status = page_statuses([english]).get(english.pk, SegmentStatus.DRAFTED) if english else SegmentStatus.DRAFTED
    label = Shown(status, "", SOURCE).label if rest == FALLBACK else ""
    if first is None:
        return Telling(by_text, State.ORIGINAL.value, "", False, rest, label)
    return Telling(by_text, first.status, first.label, first.is_ai, rest, label)
