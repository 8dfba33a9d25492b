"""What a page of the guides shows: which page at which address, in which language, with what beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language
from wagtail.models import Page

from geoportal.core.hotlines import Hotline, hotline
from geoportal.core.languages import EASY, FALLBACK, SOURCE, current_code, reads_easy
from geoportal.guides.leading import leads_to
from geoportal.guides.models import AreaPage, Article, GuidesHome, ProcedurePage
from geoportal.guides.telling import LISTED, tell_of_list, telling, told_of_pages
from geoportal.regions.queries import today
from geoportal.translation.categories import SegmentStatus
from geoportal.translation.segments.showing import shown

# Who helps whatever the page is about.
ALWAYS = ("1345", "1577-1366")
# What lists of pages show nothing of; reading it takes longer than all else.
LONG = ("questions", "body", "faq", "sources", "words")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands below it: paragraphs, and lists of items in a row. `anchor` is its id on the page."""

    heading: str = ""
    anchor: str = ""
    parts: list[tuple[str, list[str]]] = field(default_factory=list)


def found_at(path: str) -> Page | None:
    """The page at `area/slug/`, `area/` or the empty path: in the reader's language if published, else the Korean one,
    of which `telling` knows what the reader is shown."""
    parts = [part for part in path.split("/") if part]
    for language in (get_language(), settings.LANGUAGE_CODE):
        page = _page(parts, language or "")
        if page is not None:
            return page.specific
    return None


def page_context(page: Page, request: HttpRequest) -> dict[str, Any]:
    """What the template of a page needs beside the page."""
    known = shown(page)
    context: dict[str, Any] = {
        "guide": page,
        "status": str(known.whole.status) if known else status_of(page),
        "shown": known,
        "telling": None,
        "original_ko": korean_address(page),
        "easy": easy_address(page),
        "easy_name": EASY.own_name,
        "korean_name": SOURCE.own_name,
        "is_easy": page.locale.language_code == EASY.django_code,
    }
    if isinstance(page, GuidesHome):
        context["areas"] = _home()
        if page.locale.language_code not in (get_language(), current_code()):
            context["telling"] = told_of_pages(one for area, pages in context["areas"] for one in (area, *pages))
        return context
    context["telling"] = telling(page)
    if isinstance(page, AreaPage):
        context["entries"] = entries(page)
    elif isinstance(page, Article):
        context |= _article(page, request)
    return context


def status_of(page: Page, known: Mapping[int, SegmentStatus] | None = None) -> str:
    """`original`; `untranslated`: the original, in another language; else how far the translation may be trusted, as
    `known` (by page id) says; `drafted` where it says nothing. What has no easy words is an original too."""
    language = page.locale.language_code
    if language == settings.LANGUAGE_CODE:
        return "original" if current_code() == language else "untranslated"
    unknown = "original" if language == EASY.django_code else SegmentStatus.DRAFTED
    return str((known or {}).get(page.pk, unknown))


def address_of(page: Page) -> str:
    """The page's address in the active language."""
    return reverse("wagtail_serve", args=[page.url_path.split("/", 2)[2]])


def korean_address(page: Page) -> str:
    """The page's address in Korean, for the one tap to the original."""
    with translation.override(settings.LANGUAGE_CODE):
        return address_of(page)


def easy_address(page: Page) -> str:
    """The address of a Korean page in easy Korean, where it is published in it; empty for every other page."""
    if page.locale.language_code != settings.LANGUAGE_CODE or get_language() != settings.LANGUAGE_CODE:
        return ""
    easy = Page.objects.filter(translation_key=page.translation_key, locale__language_code=EASY.django_code, live=True)
    if EASY.django_code not in dict(settings.WAGTAIL_CONTENT_LANGUAGES) or not easy.exists():
        return ""
    with translation.override(EASY.django_code):
        return address_of(page)


def addresses(slugs: Iterable[str]) -> dict[str, str]:
    """Slug -> address in the active language, of those that are published."""
    korean = Article.objects.published().in_language(settings.LANGUAGE_CODE)
    return {page.slug: address_of(page) for page in korean.filter(slug__in=set(slugs)).only("slug", "url_path")}


def entries(area: AreaPage) -> list[Article]:
    """The pages of an area as its reader may see them, in the order of the tree."""
    korean = Article.objects.published().in_language(settings.LANGUAGE_CODE)
    below = korean.filter(url_path__contains=f"/{area.slug}/").order_by("path")
    return in_reader_language(below)


def pages_of(slugs: list[str]) -> list[Article]:
    """The published pages with these slugs as their reader may see them."""
    return in_reader_language(Article.objects.published().in_language(settings.LANGUAGE_CODE).filter(slug__in=slugs))


def in_reader_language(pages: Any, named: tuple[str, ...] = LISTED) -> list[Any]:
    """Each Korean page, or its published translation where there is one, or else the English one; to readers of easy
    Korean the Korean one.

    A page that is not in the reader's language has `told`, by name: what to show of its title and summary, or of what
    else is `named`. The long texts are not read.
    """
    korean = list(_short(pages))
    language = get_language() or settings.LANGUAGE_CODE
    if language == settings.LANGUAGE_CODE or not korean:
        return korean
    own = _translations(korean, language) if language in dict(settings.WAGTAIL_CONTENT_LANGUAGES) else {}
    others = [] if reads_easy() else [page for page in korean if page.translation_key not in own]
    found = own | tell_of_list(others, lambda: _translations(others, FALLBACK.django_code), named)
    return [found.get(page.translation_key, page) for page in korean]


def _translations(korean: list[Any], language: str) -> dict[Any, Any]:
    """The published pages in a language that translate these, by the key that they share."""
    keys = [page.translation_key for page in korean]
    here = type(korean[0]).objects.filter(translation_key__in=keys, live=True, locale__language_code=language)
    return {page.translation_key: page for page in _short(here)}


def _short(pages: Any) -> Any:
    return pages.select_related("locale").defer(*(LONG if issubclass(pages.model, Article) else ()))


def sections(page: Article) -> list[Section]:
    """The body as sections; items that follow one another are one list."""
    found = [Section()]
    for block in page.body:
        if block.block_type == "heading":
            found.append(Section(block.value))
            continue
        parts = found[-1].parts
        if block.block_type == "item" and parts and parts[-1][0] == "item":
            parts[-1][1].append(block.value)
        else:
            parts.append((block.block_type, [block.value]))
    said = [section for section in found if section.heading or section.parts]
    return [replace(section, anchor=f"section-{number}") for number, section in enumerate(said, start=1)]


def helplines(page: Article) -> list[Hotline]:
    """The page's own numbers, then those that always help; only numbers that are known with a source."""
    return [line for number in dict.fromkeys((*page.hotlines, *ALWAYS)) if (line := hotline(number))]


def _article(page: Article, request: HttpRequest) -> dict[str, Any]:
    day = today()
    related = Article.objects.published().in_language(settings.LANGUAGE_CODE).filter(slug__in=page.related)
    return {
        "area": in_reader_language(AreaPage.objects.filter(slug=page.url_path.split("/")[2], depth=3)[:1])[0],
        "sections": sections(page),
        "related": in_reader_language(related),
        "numbers": helplines(page),
        "is_procedure": isinstance(page, ProcedurePage),
        "expired": page.is_expired(day),
        "overdue": page.is_overdue(day),
        **leads_to(page, request.GET.get("region", ""), day),
    }


def _home() -> list[tuple[AreaPage, list[Article]]]:
    """Each area with its pages; looked up together, whatever language they are told in."""
    areas = AreaPage.objects.filter(live=True, locale__language_code=settings.LANGUAGE_CODE).order_by("path")
    below: dict[str, list[Article]] = {}
    korean = Article.objects.published().in_language(settings.LANGUAGE_CODE).order_by("path")
    for page in in_reader_language(korean, ("title",)):
        below.setdefault(page.area_slug, []).append(page)
    return [(area, below.get(area.slug, [])) for area in in_reader_language(areas)]


def _page(parts: list[str], language: str) -> Page | None:
    kinds: dict[int, type[Page]] = {0: GuidesHome, 1: AreaPage, 2: Article}
    if len(parts) not in kinds:
        return None
    found = kinds[len(parts)].objects.filter(live=True, locale__language_code=language)
    if parts:
        found = found.filter(slug=parts[-1])
    page = found.select_related("locale").first()
    if page and len(parts) == 2 and page.url_path.split("/")[2] != parts[0]:
        return None
    return page
