"""Pages of the guides: areas, guides, procedures, questions, counselling cases, notices."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail_localize.fields import SynchronizedField, TranslatableField

from geoportal.guides import blocks
from geoportal.guides.categories import STATUSES, Area, PageType
from geoportal.guides.fields import ChoicesField, WordsField
from geoportal.guides.labels import AREAS
from geoportal.guides.panels import article_panels, case_panels, procedure_panels
from geoportal.guides.queries import ArticleQuerySet
from geoportal.places.categories import Category, OfficeKind
from geoportal.places.kinds import ServiceKind
from geoportal.translation.segments.pages import TranslatedPage

TRANSLATED = ("title", "summary", "questions", "body", "faq")
KEPT_THE_SAME = (
    "slug", "audience", "regions", "office_kinds", "place_categories", "services", "hotlines", "related", "sources",
    "valid_from", "valid_to", "review_by", "reviewed_on", "responsible",
)  # fmt: skip


def names_of(enum: Any) -> ChoicesField:
    """A column of several members of an enum."""
    choices = [(str(member), str(member)) for member in enum]
    return ChoicesField(models.CharField(max_length=40, choices=choices), default=list, blank=True)


def fields_of(translated: tuple[str, ...], same: tuple[str, ...]) -> list[Any]:
    """How wagtail-localize is to treat the fields of a page."""
    return [*map(TranslatableField, translated), *(SynchronizedField(name, overridable=False) for name in same)]


class Shown:
    """A page whose template gets what `showing` finds for it, in a preview too."""

    shown_with: str

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        return self.shown_with

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from geoportal.guides.showing import page_context  # it knows the models

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)  # type: ignore[misc]
        return context | page_context(self, request)  # type: ignore[arg-type]


class GuidesHome(TranslatedPage, Shown, Page):
    """The root of the guides of one language."""

    subpage_types = ["guides.AreaPage"]
    max_count_per_parent = 1
    translatable_fields = fields_of(("title",), ("slug",))
    shown_with = "guides/home.html"

    class Meta:
        verbose_name = _("Guides")


class AreaPage(TranslatedPage, Shown, Page):
    """One area of life, or with a `region` (a slug) what one si/gun's organizations write; with its pages below it."""

    area = models.CharField(max_length=20, blank=True, choices=[(area.value, AREAS[area]) for area in Area])
    region = models.SlugField(max_length=60, blank=True)
    summary = models.TextField(blank=True)

    parent_page_types = ["guides.GuidesHome"]
    subpage_types = [
        "guides.GuidePage", "guides.ProcedurePage", "guides.FaqPage", "guides.CasePage", "guides.NoticePage",
    ]  # fmt: skip
    translatable_fields = fields_of(("title", "summary"), ("slug", "area", "region"))
    shown_with = "guides/area.html"
    content_panels = [*Page.content_panels, "summary", FieldPanel("minor_change")]

    class Meta:
        verbose_name = _("Area")
        constraints = [
            models.CheckConstraint(condition=Q(area="") ^ Q(region=""), name="area_or_region"),
        ]


class Article(TranslatedPage, Shown, Page):
    """What every page of the guides has, whatever its type.

    `related` holds slugs, which are the same in every language. `reviewed_on` is empty until the operator has
    reviewed the Korean text; `words` are what the page is found by.
    """

    page_type: PageType

    summary = models.TextField(_("Summary"), blank=True)
    questions = StreamField(blocks.Questions(required=False), blank=True, verbose_name=_("People ask"))
    body = StreamField(blocks.Body(required=False), blank=True, verbose_name=_("Text"))
    faq = StreamField(blocks.Faq(required=False), blank=True, verbose_name=_("Questions and answers"))
    sources = StreamField(blocks.Sources(), verbose_name=_("Sources"))

    audience = ChoicesField(
        models.CharField(max_length=6, choices=[(status, status) for status in STATUSES]),
        default=list, blank=True, verbose_name=_("Statuses of stay it is for"), help_text=_("None: for everybody."),
    )  # fmt: skip
    regions = ArrayField(
        models.SlugField(max_length=60), default=list, blank=True,
        verbose_name=_("Cities and counties it holds for"), help_text=_("Slugs; none: the whole province."),
    )  # fmt: skip
    office_kinds = names_of(OfficeKind)
    place_categories = names_of(Category)
    services = names_of(ServiceKind)
    hotlines = ArrayField(models.CharField(max_length=16), default=list, blank=True)
    related = ArrayField(models.SlugField(max_length=255), default=list, blank=True, verbose_name=_("Related pages"))

    valid_from = models.DateField(_("Valid from"), null=True, blank=True)
    valid_to = models.DateField(_("Valid to"), null=True, blank=True)
    review_by = models.DateField(_("Review by"), null=True, blank=True)
    reviewed_on = models.DateField(_("Reviewed by the operator on"), null=True, blank=True)
    responsible = models.CharField(_("Who is responsible for the text"), max_length=120, blank=True)
    words = WordsField(editable=False, default="")

    objects = PageManager.from_queryset(ArticleQuerySet)()

    is_creatable = False
    parent_page_types = ["guides.AreaPage"]
    subpage_types: list[str] = []
    shown_with = "guides/page.html"
    content_panels = [*Page.content_panels, *article_panels()]
    translatable_fields = fields_of(TRANSLATED, KEPT_THE_SAME)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_from__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="article_days_in_order",
            ),
        ]
        indexes = [GinIndex(fields=["words"], opclasses=["gin_trgm_ops"], fastupdate=False, name="article_words")]

    def clean(self) -> None:
        """Slugs are unique in a language's whole tree, since pages lead to one another by them."""
        super().clean()
        same = Article.objects.filter(locale_id=self.locale_id, slug=self.slug).exclude(pk=self.pk)
        if self.slug and same.exists():
            raise ValidationError({"slug": _("Another page of the guides has this slug.")})

    @property
    def type_name(self) -> str:
        """Known without fetching the page's own columns."""
        return str(self.specific_class.page_type)

    @property
    def area_slug(self) -> str:
        return str(self.url_path).split("/")[2]

    def is_expired(self, day: date) -> bool:
        return self.valid_to is not None and self.valid_to < day

    def is_overdue(self, day: date) -> bool:
        """Whether it should have been reviewed by now."""
        return self.review_by is not None and self.review_by < day


class GuidePage(Article):
    """Something to know."""

    page_type = PageType.GUIDE

    class Meta:
        verbose_name = _("Guide")


class ProcedurePage(Article):
    """Something to do at an office: who, where, with what, for how much, until when, step by step."""

    page_type = PageType.PROCEDURE

    who = models.TextField(_("Who may do it"), blank=True)
    where = models.TextField(_("Where"), blank=True)
    deadline = models.TextField(_("Deadline"), blank=True)
    fee = models.TextField(_("Fee"), blank=True)
    processing_time = models.TextField(_("How long it takes"), blank=True)
    online_name = models.CharField(_("Online at"), max_length=120, blank=True)
    online_url = models.URLField(_("Web address"), blank=True)
    documents = StreamField(blocks.Documents(required=False), blank=True, verbose_name=_("Documents"))
    steps = StreamField(blocks.Steps(required=False), blank=True, verbose_name=_("Steps"))

    content_panels = [*Page.content_panels, *procedure_panels()]
    translatable_fields = fields_of(
        (*TRANSLATED, "who", "where", "deadline", "fee", "processing_time", "online_name", "documents", "steps"),
        (*KEPT_THE_SAME, "online_url"),
    )

    class Meta:
        verbose_name = _("Procedure")


class FaqPage(Article):
    """Questions with their answers."""

    page_type = PageType.FAQ

    class Meta:
        verbose_name = _("Questions and answers")


class CasePage(Article):
    """A question as somebody asked it, without anything that tells who, and what was answered."""

    page_type = PageType.CASE

    question = models.TextField(_("Question"), blank=True)
    situation = models.TextField(_("Situation"), blank=True)
    answer = models.TextField(_("Answer"), blank=True)
    organization = models.CharField(_("From which organization"), max_length=120, blank=True)
    asked_originally = models.TextField(
        _("As it was asked, in the language that is named"), blank=True,
        help_text=_("For editors alone: readers never see it. Empty it when the text above is right."),
    )  # fmt: skip

    content_panels = [*Page.content_panels, *case_panels()]
    translatable_fields = fields_of((*TRANSLATED, "question", "situation", "answer"), (*KEPT_THE_SAME, "organization"))

    class Meta:
        verbose_name = _("Counselling case")


class NoticePage(Article):
    """Something that holds for some days."""

    page_type = PageType.NOTICE

    class Meta:
        verbose_name = _("Notice")


class AskedQuestion(models.Model):
    """How somebody may ask for a page (`slug`) in a language (Django's code); pages are found by it, and never show
    it."""

    slug = models.SlugField(max_length=255)
    language = models.CharField(max_length=12)
    text = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["language"], name="asked_language")]

    def __str__(self) -> str:
        return f"{self.language} {self.slug}: {self.text[:40]}"


class LoadedText(models.Model):
    """What was loaded from a file into one page of one language, so that the next load sees what is new, and what an
    editor changed since: `digest` of the text, and the `revision` that the load made."""

    translation_key = models.UUIDField()
    language = models.CharField(max_length=12)
    digest = models.CharField(max_length=64)
    revision = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["translation_key", "language"], name="loaded_text_once")]

    def __str__(self) -> str:
        return f"{self.translation_key} {self.language}"
