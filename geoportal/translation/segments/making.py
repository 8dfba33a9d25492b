"""Makes wagtail-localize's rows for a page that has none yet, a few statements a page in place of a dozen a segment."""

from __future__ import annotations

import json
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import (
    String,
    StringSegment,
    TranslatableObject,
    TranslationContext,
    TranslationSource,
    get_schema_version,
)
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments


def source_of(page: Page) -> TranslationSource:
    """The page's source, with its segments as the page is now."""
    if TranslationSource.objects.get_for_instance_or_none(page) is not None:
        return TranslationSource.update_or_create_from_instance(page)[0]
    return _new_source(page.specific)


@transaction.atomic
def _new_source(page: Page) -> TranslationSource:
    thing, _ = TranslatableObject.objects.get_or_create_from_instance(page)
    source = TranslationSource.objects.create(
        object=thing,
        locale=page.locale,
        specific_content_type=page.cached_content_type,
        object_repr=str(page)[:200],
        content_json=page.to_json(),
        schema_version=get_schema_version(page._meta.app_label),
        last_updated_at=timezone.now(),
    )
    # Blocks of plain text and synchronized fields have no segments of another kind.
    values = [value for value in extract_segments(page) if isinstance(value, StringSegmentValue)]
    strings = _strings(page, values)
    contexts = TranslationContext.objects.bulk_create(
        TranslationContext(
            object=thing,
            path=value.path,
            path_id=TranslationContext._get_path_id(value.path),
            field_path=_field_path(page, value.path),
        )
        for value in values
    )
    StringSegment.objects.bulk_create(
        StringSegment(
            source=source,
            context=context,
            order=value.order,
            string=strings[value.string.data],
            attrs=json.dumps(value.attrs),
        )
        for value, context in zip(values, contexts, strict=True)
    )
    return source


def _strings(page: Page, values: list[Any]) -> dict[str, String]:
    """The texts' rows by text; a text that another page has too is one row."""
    hashes = {value.string.data: String._get_data_hash(value.string.data) for value in values}
    String.objects.bulk_create(
        [String(locale=page.locale, data=data, data_hash=found) for data, found in hashes.items()],
        ignore_conflicts=True,
    )
    rows = String.objects.filter(locale=page.locale, data_hash__in=hashes.values())
    return {row.data: row for row in rows}


def _field_path(page: Page, path: str) -> str:
    """`documents.<id>.name` as `documents.document.name`: which kind of text it is."""
    name, *rest = path.split(".")
    if not rest:
        return name
    kinds = {block.id: block.block_type for block in getattr(page, name)}
    return ".".join([name, kinds[rest[0]], *rest[1:]])
