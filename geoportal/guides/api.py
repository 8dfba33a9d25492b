"""JSON of the guides: the listing with its search, and one page whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from geoportal.core.errors import NotFound
from geoportal.core.forms import checked
from geoportal.core.languages import SOURCE
from geoportal.core.openapi import query_parameters
from geoportal.guides.forms import GuideSearch
from geoportal.guides.markdown import plain
from geoportal.guides.models import Article, ProcedurePage
from geoportal.guides.showing import address_of, helplines, pages_of, sections, status_of
from geoportal.guides.telling import telling
from geoportal.regions.queries import today
from geoportal.translation.categories import SegmentStatus
from geoportal.translation.segments.showing import page_statuses

STATUSES = ("original", "untranslated", *(status.value for status in SegmentStatus))
FACTS = ("who", "where", "deadline", "fee", "processing_time")


class GuideEntry(serializers.Serializer[Any]):
    """A page in a listing. `language` is what it is written in; `status` says how that came about."""

    slug = serializers.CharField()
    area = serializers.CharField()
    type = serializers.CharField()
    title = serializers.CharField()
    summary = serializers.CharField(allow_blank=True)
    language = serializers.CharField()
    status = serializers.ChoiceField(choices=STATUSES)
    ai_generated = serializers.BooleanField(help_text="Whether a machine translated it and no person checked it.")
    audience = serializers.ListField(child=serializers.CharField())
    url = serializers.CharField()
    review_by = serializers.DateField(allow_null=True)
    is_reviewed = serializers.BooleanField(help_text="Whether the operator has reviewed the Korean text.")
    is_expired = serializers.BooleanField()


class GuideListing(serializers.Serializer[Any]):
    """All pages that were asked for."""

    guides = GuideEntry(many=True)


class CitedSource(serializers.Serializer[Any]):
    """Where a page has its facts, and the day they were compared with it."""

    name = serializers.CharField()
    url = serializers.CharField()
    checked_on = serializers.DateField()


class GuidePart(serializers.Serializer[Any]):
    """A paragraph, or the items of a list."""

    kind = serializers.ChoiceField(choices=("paragraph", "item"))
    texts = serializers.ListField(child=serializers.CharField())


class GuideSection(serializers.Serializer[Any]):
    """A heading with what stands below it."""

    heading = serializers.CharField(allow_blank=True)
    parts = GuidePart(many=True)


class AnsweredQuestion(serializers.Serializer[Any]):
    """A question with its answer."""

    question = serializers.CharField()
    answer = serializers.CharField()


class ToBring(serializers.Serializer[Any]):
    """A document to bring."""

    name = serializers.CharField()
    note = serializers.CharField(allow_blank=True)


class GuideProcedure(serializers.Serializer[Any]):
    """The facts of a procedure; an empty one is not known."""

    who = serializers.CharField(allow_blank=True)
    where = serializers.CharField(allow_blank=True)
    deadline = serializers.CharField(allow_blank=True)
    fee = serializers.CharField(allow_blank=True)
    processing_time = serializers.CharField(allow_blank=True)
    online_url = serializers.CharField(allow_blank=True)
    documents = ToBring(many=True)
    steps = serializers.ListField(child=serializers.CharField())


class GuideWhole(GuideEntry):
    """A page whole, its texts without marks."""

    questions = serializers.ListField(child=serializers.CharField())
    sections = GuideSection(many=True)
    faq = AnsweredQuestion(many=True)
    procedure = GuideProcedure(allow_null=True)
    sources = CitedSource(many=True)
    office_kinds = serializers.ListField(child=serializers.CharField())
    place_categories = serializers.ListField(child=serializers.CharField())
    hotlines = serializers.ListField(child=serializers.CharField())
    related = serializers.ListField(child=serializers.CharField())
    valid_from = serializers.DateField(allow_null=True)
    valid_to = serializers.DateField(allow_null=True)


@extend_schema(parameters=query_parameters(GuideSearch), responses=GuideListing)
@api_view(["GET"])
def guide_list(request: Request) -> Response:
    """Guides by words (in any language), area, type and status of stay."""
    form = checked(GuideSearch, request.GET)
    pages = list(form.guides())
    known = page_statuses(pages)
    return Response({"guides": [entry(page, request, known) for page in pages]})


@extend_schema(operation_id="guide", parameters=[OpenApiParameter("lang", str)], responses=GuideWhole)
@api_view(["GET"])
def guide_detail(request: Request, slug: str) -> Response:
    """One page in the reader's language, or else in English or Korean."""
    found = pages_of([slug])
    if not found:
        raise NotFound(_("There is no such guide."))
    page = found[0].specific
    page.told = getattr(found[0], "told", {})
    korean = Article.objects.in_language(SOURCE.django_code).get(translation_key=page.translation_key).specific
    said = telling(korean) if page.told else None
    if said is None or said.rest:
        page.told = {}
        return Response(whole(page, request, plain))
    korean.told = page.told
    return Response(whole(korean, request, lambda text: plain(one.text if (one := said.of(text)) else text)))


def entry(page: Article, request: HttpRequest | Request, known: dict[int, SegmentStatus]) -> dict[str, Any]:
    """In the reader's language where the page is, or where title and summary are translated; else in its own."""
    told = getattr(page, "told", {})
    first = told.get("title")
    # A text of two languages has no language: one that is half translated stays as it is written.
    is_told = first is not None and all(one.is_translated for one in told.values())
    status = first.status if first and is_told else status_of(page, known)
    return {
        "slug": page.slug,
        "area": page.area_slug,
        "type": page.type_name,
        "title": told["title"].text if is_told else page.title,
        "summary": plain(told["summary"].text if is_told and "summary" in told else page.summary),
        "language": first.language.django_code if first and is_told else page.locale.language_code,
        "status": status,
        "ai_generated": status == SegmentStatus.MACHINE,
        "audience": page.audience,
        "url": request.build_absolute_uri(address_of(page)),
        "review_by": page.review_by,
        "is_reviewed": page.reviewed_on is not None,
        "is_expired": page.is_expired(today()),
    }


def whole(page: Article, request: HttpRequest | Request, said: Callable[[str], str]) -> dict[str, Any]:
    """A page with each of its texts as `said` has it."""
    return entry(page, request, page_statuses([page])) | {
        # What people ask for a page is asked in its own language.
        "questions": [block.value for block in page.questions] if said is plain else [],
        "sections": [
            {
                "heading": said(section.heading),
                "parts": [{"kind": kind, "texts": [said(text) for text in texts]} for kind, texts in section.parts],
            }
            for section in sections(page)
        ],
        "faq": [{name: said(block.value[name]) for name in ("question", "answer")} for block in page.faq],
        "procedure": procedure(page, said) if isinstance(page, ProcedurePage) else None,
        "sources": [dict(block.value) for block in page.sources],
        "office_kinds": page.office_kinds,
        "place_categories": page.place_categories,
        "hotlines": [line.number for line in helplines(page)],
        "related": page.related,
        "valid_from": page.valid_from,
        "valid_to": page.valid_to,
    }


def procedure(page: ProcedurePage, said: Callable[[str], str]) -> dict[str, Any]:
    """The facts of a procedure."""
    return {name: said(getattr(page, name)) for name in FACTS} | {
        "online_url": page.online_url,
        "documents": [{name: said(block.value[name]) for name in ("name", "note")} for block in page.documents],
        "steps": [said(block.value) for block in page.steps],
    }
