"""One small page in Korean, translated into six languages by a person."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import Permission

LANGUAGES = ["en", "zh-hans", "vi", "ru", "th", "km"]
WORDS = {
    "en": "word", "zh-hans": "词语", "vi": "từ ngữ", "ru": "слово", "th": "คำ", "km": "ពាក្យ",
}  # fmt: skip


def words(language: str, number: object = "") -> str:
    """Made-up words of a language that pass the checks."""
    return f"{WORDS[language]} {'abcdefghij'[int(number)] if str(number).isdigit() else number}".strip()


@dataclass
class Desk:
    """The page and what people do with it."""

    page: Any
    source: Any
    locales: dict[str, Any]
    translator: Any
    reviewer: Any
    commit: Any

    def segments(self, language: str) -> dict[str, Any]:
        """Text of the source -> its segment."""
        from geoportal.translation.segments.queries import segments

        return {segment.source: segment for segment in segments(self.source, self.locales[language])}

    def statuses(self) -> dict[str, Counter]:
        """How many segments of each status each language has."""
        return {
            language: Counter(str(segment.status) for segment in self.segments(language).values())
            for language in self.locales
        }

    def status(self, language: str, source: str) -> str:
        return str(self.segments(language)[source].status)

    def edit(self, old: str, new: str, *, minor: bool = False, publish: bool = True, by: Any = None) -> None:
        """An editor changes one text of the page, and publishes it or leaves it a draft."""
        page = self.page.get_latest_revision_as_object()
        if page.title == old:
            page.title = new
        if page.summary == old:
            page.summary = new
        body = [{"type": b.block_type, "value": b.value, "id": b.id} for b in page.body]
        page.body = [
            block | {"value": new if block["value"] == old else block["value"]} for block in body
            if block["value"] != old or new
        ]  # fmt: skip
        page.minor_change = minor
        with self.commit(execute=True):
            revision = page.save_revision(user=by)
            if publish:
                revision.publish(user=by)
        self.page.refresh_from_db()

    def write(self, language: str, source: str, text: str, **options: Any) -> list[Any]:
        """A person writes one translation, having seen what stands there now."""
        from geoportal.translation.segments.writing import Wanted, save

        segment = self.segments(language)[source]
        seen = Wanted(segment.row.segment_id, text, segment.token, is_confirmed=options.pop("confirmed", False))
        return save(self.source, self.locales[language], [seen], by=options.pop("by", self.translator), **options)

    def publish(self, language: str, *, by: Any = None, seen: bool = True) -> list[Any]:
        from geoportal.translation.segments.writing import publish

        tokens = {one.row.segment_id: one.token for one in self.segments(language).values()} if seen else None
        with self.commit(execute=True):
            return publish(self.source, self.locales[language], by=by or self.translator, seen=tokens)

    def machine(self, language: str, answer: Any = None) -> Any:
        from geoportal.translation.segments.machine import translate

        made = iter("klmnopqrst")
        engine = answer or (lambda texts: [f"{WORDS[language]} {next(made)}" for _ in texts])
        return translate(self.source, self.locales[language], engine, name="engine")

    def translated(self, language: str) -> Any:
        from geoportal.guides.models import GuidePage

        return GuidePage.objects.get(translation_key=self.page.translation_key, locale=self.locales[language])


TEXTS = ["체류 연장", "미리 하세요", "알아 두세요", "서류를 냅니다", "기다립니다"]


def make_page() -> Any:
    from wagtail.models import Locale, Page

    from geoportal.guides.models import AreaPage, GuidePage, GuidesHome

    korean, _ = Locale.objects.get_or_create(language_code="ko")
    for language in LANGUAGES:
        Locale.objects.get_or_create(language_code=language)
    # A test that commits leaves an emptied database behind it.
    root = Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root", locale=korean))
    home = root.add_child(instance=GuidesHome(title="안내", slug="guides", locale=korean))
    area = home.add_child(instance=AreaPage(title="체류", slug="immigration", area="immigration", locale=korean))
    title, summary, heading, *paragraphs = TEXTS
    page = GuidePage(title=title, slug="extend", locale=korean, summary=summary)
    page.body = [{"type": "heading", "value": heading}, *({"type": "paragraph", "value": one} for one in paragraphs)]
    area.add_child(instance=page)
    return page


@pytest.fixture
def people(db):
    from geoportal.accounts.models import User

    def person(name: str, *codenames: str) -> User:
        user = User.objects.create_user(name, "a long password", is_staff=True)
        user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
        return User.objects.get(pk=user.pk)

    return {
        "translator": person("Trang", "translate_segments", "access_admin"),
        "reviewer": person("Ngoc", "translate_segments", "review_segments", "access_admin"),
        "stranger": person("Kim", "access_admin"),
    }


@pytest.fixture
def untranslated(people, django_capture_on_commit_callbacks) -> Desk:
    """The page published, with no translation."""
    from wagtail.models import Locale
    from wagtail_localize.models import TranslationSource

    page = make_page()
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    page.refresh_from_db()
    locales = {language: Locale.objects.get(language_code=language) for language in LANGUAGES}
    source = TranslationSource.objects.get_for_instance(page)
    return Desk(
        page, source, locales, people["translator"], people["reviewer"], django_capture_on_commit_callbacks
    )  # fmt: skip


@pytest.fixture
def desk(untranslated: Desk) -> Desk:
    """The page published in all six languages, drafted."""
    from geoportal.translation.segments.writing import Wanted, save

    for language in LANGUAGES:
        stated = {text: words(language, number) for number, text in enumerate(TEXTS)}
        now = untranslated.segments(language)
        wanted = [Wanted(now[text].row.segment_id, stated[text], now[text].token) for text in TEXTS]
        assert save(untranslated.source, untranslated.locales[language], wanted, by=untranslated.translator) == []
        untranslated.publish(language)
    return untranslated
