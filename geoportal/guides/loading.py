"""Puts the guides' files into the tree of pages: the same files twice change nothing, and what an editor changed since
stays as the editor left it."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from geoportal.guides.categories import Area, PageType
from geoportal.guides.content import Guide, Row, read_areas, read_asked, read_guides
from geoportal.guides.models import (
    AreaPage,
    Article,
    AskedQuestion,
    CasePage,
    FaqPage,
    GuidePage,
    GuidesHome,
    LoadedText,
    NoticePage,
    ProcedurePage,
)
from geoportal.guides.translating import translate_all

MODELS: dict[str, type[Article]] = {
    PageType.GUIDE: GuidePage,
    PageType.PROCEDURE: ProcedurePage,
    PageType.FAQ: FaqPage,
    PageType.CASE: CasePage,
    PageType.NOTICE: NoticePage,
}
# The row that remembers all files together.
ALL = uuid.UUID(int=0)
NAMESPACE = uuid.UUID("6f6a1c8e-4f0a-4c0e-9c55-6a3b1a1f7d10")
Blocks = list[dict[str, Any]]


@dataclass
class Loaded:
    """What a load did, by slug."""

    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    translated: dict[str, int] = field(default_factory=dict)
    unchanged: bool = False


def load(folder: Path, *, translations: bool = True) -> Loaded:
    """Load every page of a folder, and every translation unless these are left for a later load; ContentError before
    anything is written when a file is wrong."""
    digest = digest_of(folder)
    if LoadedText.objects.filter(translation_key=ALL, digest=digest).exists():
        return Loaded(unchanged=True)
    guides, areas = read_guides(folder), read_areas(folder)
    done = Loaded()
    # Pages refer to one another by slugs, of which Wagtail's index of references knows nothing.
    with disable_reference_index_auto_update(), transaction.atomic():
        tops = _tops(areas)
        for guide in guides:
            _load_guide(guide, tops[guide.area], done)
        _load_asked(read_asked(folder))
    if not translations:
        return done
    translate_all(folder, guides, done.translated)
    LoadedText.objects.update_or_create(translation_key=ALL, language="", defaults={"digest": digest})
    return done


def digest_of(folder: Path) -> str:
    """Of every file, of the languages the portal has, and of this loader's own edition."""
    found = hashlib.sha256(f"2 {[code for code, _ in settings.WAGTAIL_CONTENT_LANGUAGES]}".encode())
    for path in sorted((*folder.rglob("*.yml"), *folder.rglob("*.po"))):
        found.update(str(path.relative_to(folder)).encode())
        found.update(path.read_bytes())
    return found.hexdigest()


def _tops(areas: dict[str, Row]) -> dict[str, AreaPage]:
    """The pages of the areas, below the home; made when they are missing."""
    home = _home(areas["home"])
    found = {page.area: page for page in AreaPage.objects.child_of(home).exclude(area="")}
    for area in Area:
        if area not in found:
            page = AreaPage(title=areas[area]["title"], summary=areas[area]["summary"], slug=area.value, area=area)
            home.add_child(instance=page)
            page.save_revision().publish()
            found[area] = page
    return found


def _home(stated: Row) -> GuidesHome:
    """The Korean home: the root of the site, in the place of Wagtail's page of welcome."""
    korean, _ = Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    home = GuidesHome.objects.filter(locale=korean).first()
    if home is None:
        home = GuidesHome(title=stated["title"], slug="guides", locale=korean)
        root = Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root", locale=korean))
        root.add_child(instance=home)
        home.save_revision().publish()
        Site.objects.update_or_create(
            is_default_site=True, defaults={"hostname": "localhost", "port": 80, "root_page": home}
        )
        for welcome in Page.objects.filter(depth=2, slug="home", content_type__model="page"):
            welcome.delete()
    return home


def _load_guide(guide: Guide, area: AreaPage, done: Loaded) -> None:
    page = Article.objects.filter(slug=guide.slug, locale=area.locale).first()
    if page is None:
        page = MODELS[guide.type](slug=guide.slug, locale=area.locale)
        _fill(page, guide)
        area.add_child(instance=page)
        _publish(page, guide)
        done.added.append(guide.slug)
        return
    last = LoadedText.objects.filter(translation_key=page.translation_key, language=settings.LANGUAGE_CODE).first()
    if last and last.digest == guide.digest:
        return
    if last is None or last.revision != page.latest_revision_id:
        done.kept.append(guide.slug)
        return
    page = page.specific
    _fill(page, guide)
    _publish(page, guide)
    done.updated.append(guide.slug)


def _load_asked(rows: list[tuple[str, str, str]]) -> None:
    """Nobody edits these: the files' questions take the place of those that were loaded before."""
    AskedQuestion.objects.all().delete()
    AskedQuestion.objects.bulk_create(
        (AskedQuestion(slug=slug, language=code, text=text) for slug, code, text in rows), batch_size=1000
    )


def _publish(page: Article, guide: Guide) -> None:
    revision = page.save_revision()
    revision.publish()
    LoadedText.objects.update_or_create(
        translation_key=page.translation_key,
        language=settings.LANGUAGE_CODE,
        defaults={"digest": guide.digest, "revision": revision.pk},
    )


def _fill(page: Article, guide: Guide) -> None:
    """Write the file's text into the page; blocks whose text stays keep their ids, and so their translations."""
    page.title, page.draft_title, page.summary = guide.title, guide.title, guide.summary
    for name in ("audience", "regions", "office_kinds", "place_categories", "services", "hotlines", "related"):
        setattr(page, name, list(getattr(guide, name)))
    page.valid_from, page.valid_to, page.review_by = guide.valid_from, guide.valid_to, guide.review_by
    page.responsible = guide.owner
    _set(page, "questions", (("question", text) for text in guide.questions))
    _set(page, "body", guide.blocks())
    _set(page, "faq", (("entry", {"question": entry["q"], "answer": entry["a"]}) for entry in guide.faq))
    _set(page, "sources", (("source", source | {"checked_on": str(source["checked_on"])}) for source in guide.sources))
    if isinstance(page, ProcedurePage):
        _fill_procedure(page, guide.procedure)
    if isinstance(page, CasePage):
        for name in ("question", "situation", "answer", "organization"):
            setattr(page, name, guide.case.get(name) or "")


def _fill_procedure(page: ProcedurePage, stated: Row) -> None:
    for name in ("who", "where", "deadline", "fee", "processing_time"):
        setattr(page, name, stated.get(name) or "")
    online = stated.get("online") or {}
    page.online_name, page.online_url = online.get("name", ""), online.get("url", "")
    documents = stated.get("documents") or ()
    _set(page, "documents", (("document", {"name": one["name"], "note": one.get("note") or ""}) for one in documents))
    _set(page, "steps", (("step", text) for text in stated.get("steps") or ()))


def _set(page: Article, name: str, stated: Iterable[tuple[str, Any]]) -> None:
    new: Blocks = [{"type": kind, "value": value} for kind, value in stated]
    old: Blocks = list(getattr(page, name).raw_data)
    setattr(page, name, with_ids(old, new, f"{page.slug}/{name}"))


def with_ids(old: Blocks, new: Blocks, seed: str) -> Blocks:
    """The new blocks with the ids of the old: of those that are equal, and of those that stand in the place of one that
    changed. Others get an id of their own, the same at every load."""
    was, now = ([(block["type"], repr(block["value"])) for block in blocks] for blocks in (old, new))
    ids: dict[int, str] = {}
    for tag, start, end, to, to_end in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag in ("equal", "replace"):
            ids |= {to + n: old[start + n]["id"] for n in range(min(end - start, to_end - to))}
    taken = {block["id"] for block in old}
    made = []
    for place, block in enumerate(new):
        number = place
        while place not in ids and (fresh := str(uuid.uuid5(NAMESPACE, f"{seed}/{number}"))) in taken:
            number += len(new) + len(old)
        made.append(block | {"id": ids.get(place) or fresh})
        taken.add(made[-1]["id"])
    return made
