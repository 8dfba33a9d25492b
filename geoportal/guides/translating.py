"""Puts the initial translations into wagtail-localize: one translation for each segment, and the translated page."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.strings import StringValue

from geoportal.guides.catalogs import LANGUAGES, memory_of, translations
from geoportal.guides.content import Guide
from geoportal.guides.models import AreaPage, Article, GuidesHome, LoadedText
from geoportal.translation.segments.making import source_of
from geoportal.translation.segments.sources import is_of_this_text

TOOL = "initial content"


def translate_all(folder: Path, guides: list[Guide], done: dict[str, int]) -> None:
    """Load each language's translations into the pages that have any; `done` counts the pages by language."""
    pages = _korean_pages({guide.slug for guide in guides})
    sources = {page.pk: source_of(page) for page in pages}
    for name, code in LANGUAGES.items():
        if code not in dict(settings.WAGTAIL_CONTENT_LANGUAGES):
            continue
        locale, _ = Locale.objects.get_or_create(language_code=code)
        known = translations(folder, name)
        memory = memory_of(known)
        for page in pages:
            words = memory | known.get(_area_of(page), {})
            if _translate(page, sources[page.pk], locale, words):
                done[code] = done.get(code, 0) + 1


def _korean_pages(slugs: set[str]) -> list[Page]:
    """Home and areas first, since a translated page needs its parents."""
    korean = {"locale__language_code": settings.LANGUAGE_CODE, "live": True}
    articles = Article.objects.filter(slug__in=slugs, **korean).order_by("path").specific()
    return [*GuidesHome.objects.filter(**korean), *AreaPage.objects.filter(**korean), *articles]


def _area_of(page: Page) -> str:
    return page.url_path.strip("/").split("/")[1] if page.depth > 2 else ""


def _translate(page: Page, source: TranslationSource, locale: Locale, words: dict[str, str]) -> bool:
    """Bring one page of one language up to its translations; False when there are none, or none are new."""
    segments = list(StringSegment.objects.filter(source=source).select_related("string", "context"))
    stated = {segment: text for segment in segments if (text := words.get(_korean(segment)))}
    digest = _digest((segment.string_id, segment.context_id, text) for segment, text in stated.items())
    last = LoadedText.objects.filter(translation_key=page.translation_key, language=locale.language_code).first()
    if not stated or (last and last.digest == digest):
        return False
    with transaction.atomic():
        translation, _ = Translation.objects.get_or_create(source=source, target_locale=locale)
        _state(stated, locale)
        translation.save_target(publish=True)
    LoadedText.objects.update_or_create(
        translation_key=page.translation_key, language=locale.language_code, defaults={"digest": digest}
    )
    return True


def _state(stated: dict[StringSegment, str], locale: Locale) -> None:
    """Write the translations of a page's segments; one that a person or another tool made since stays."""
    contexts = [segment.context_id for segment in stated]
    known = {
        (one.translation_of_id, one.context_id): one
        for one in StringTranslation.objects.filter(locale=locale, context__in=contexts)
    }
    new = []
    for segment, text in stated.items():
        data = StringValue.from_plaintext(text).data
        one = known.get((segment.string_id, segment.context_id))
        if one is None:
            one = StringTranslation(translation_of=segment.string, context=segment.context, locale=locale, data=data)
            one.translation_type, one.tool_name = StringTranslation.TRANSLATION_TYPE_MANUAL, TOOL
            new.append(one)
        elif one.tool_name == TOOL and one.last_translated_by_id is None:
            if one.data != data:
                one.data = data
                one.save()
            is_of_this_text(one)
    StringTranslation.objects.bulk_create(new)


def _korean(segment: StringSegment) -> str:
    """The segment's text as its file has it."""
    return StringValue(segment.string.data).render_text()


def _digest(rows: Iterable[Any]) -> str:
    return hashlib.sha256(json.dumps(sorted(rows)).encode()).hexdigest()
