"""When a page's source is published: which texts changed, and what becomes of their translations.

A changed text gets the next major version of its place, unless the change is minor; its translations go along and stay
visible, as made of the older version: that is what makes them outdated. Nothing is marked, so nothing can go stale.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from django.db import transaction
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from geoportal.translation.categories import Status
from geoportal.translation.segments.lineage import followed, says_the_same
from geoportal.translation.segments.making import source_of
from geoportal.translation.segments.models import SegmentTranslation, SegmentVersion
from geoportal.translation.segments.revisions import majorly_changed_paths
from geoportal.translation.segments.texts import digest_of


@dataclass
class Recorded:
    """What a recording found: contexts by what happened to their text."""

    added: set[int] = field(default_factory=set)
    major: set[int] = field(default_factory=set)
    minor: set[int] = field(default_factory=set)
    # Version before and after, of texts whose translations go along.
    followed: list[tuple[SegmentVersion, SegmentVersion]] = field(default_factory=list)

    @property
    def is_change(self) -> bool:
        return bool(self.added or self.major or self.minor)


def source_published(page: Page, *, by: str = "") -> Recorded:
    """Take over what was published, and publish its translations anew with what they have.

    Which changes were minor, the revisions since the last time say.
    """
    source = TranslationSource.objects.get_for_instance_or_none(page)
    if source is None:
        with transaction.atomic():
            source = source_of(page)
            _begin(source)
            _reuse(source)
        return Recorded()
    recorded = record(source, major_paths=majorly_changed_paths(page, since=source.last_updated_at), by=by)
    republish(source)
    return recorded


@transaction.atomic
def record(source: TranslationSource, *, major_paths: Collection[str] | None = None, by: str = "") -> Recorded:
    """Bring segments and their versions up to the page. `major_paths` are the places whose changes are not minor;
    None: every one. Recording the same page again changes nothing."""
    source = TranslationSource.objects.select_for_update().get(pk=source.pk)
    _begin(source)
    source.update_from_db()
    now: dict[int, list[StringSegment]] = {}
    for segment in StringSegment.objects.filter(source=source).select_related("string", "context").order_by("order"):
        now.setdefault(segment.context_id, []).append(segment)
    before: dict[int, list[SegmentVersion]] = {}
    known = SegmentVersion.objects.filter(context__object_id=source.object_id).select_related("string")
    for version in known.order_by("position", "id"):
        before.setdefault(version.context_id, []).append(version)
    recorded = Recorded()
    for context_id, standing in now.items():
        is_minor = major_paths is not None and standing[0].context.path not in major_paths
        _record_context(standing, before.get(context_id, []), recorded, is_minor=is_minor, by=by)
    _close(set(before) - set(now))
    # The very same text, translated elsewhere, is better than the translation of an older one.
    _reuse(source)
    for old, new in recorded.followed:
        _carry(old, new)
    return recorded


def _begin(source: TranslationSource) -> None:
    """Give a first version to what stands there, of a page whose versions were not kept so far."""
    if SegmentVersion.objects.filter(context__object_id=source.object_id).exists():
        return
    places: dict[int, int] = {}
    made: dict[tuple[int, int], SegmentVersion] = {}
    for segment in StringSegment.objects.filter(source=source).order_by("order"):
        position = places[segment.context_id] = places.get(segment.context_id, -1) + 1
        made.setdefault((segment.context_id, segment.string_id), SegmentVersion(
            context_id=segment.context_id, string_id=segment.string_id, major=position + 1, position=position
        ))  # fmt: skip
    SegmentVersion.objects.bulk_create(made.values())


def _record_context(
    standing: list[StringSegment], versions: list[SegmentVersion], recorded: Recorded, *, is_minor: bool, by: str
) -> None:
    """One place of the page: its texts now, and all versions it ever had."""
    known = {version.string_id: version for version in versions}
    last = [version for version in versions if version.is_current]
    pairs = followed([version.string.data for version in last], [segment.string.data for segment in standing])
    latest = max((version.major for version in versions), default=0)
    for position, segment in enumerate(standing):
        version, before = known.get(segment.string_id), last[pairs[position]] if position in pairs else None
        if version is None:
            keeps = before is not None and (is_minor or says_the_same(before.string.data, segment.string.data))
            latest += 0 if keeps else 1
            version = known[segment.string_id] = SegmentVersion.objects.create(
                context_id=segment.context_id, string=segment.string, follows=before, position=position,
                major=before.major if before and keeps else latest, changed_by=by,
            )  # fmt: skip
            (recorded.minor if keeps else recorded.major if before else recorded.added).add(segment.context_id)
        elif not version.is_current or version.position != position:
            SegmentVersion.objects.filter(pk=version.pk).update(is_current=True, position=position)
        if before is not None and before.string_id != segment.string_id:
            recorded.followed.append((before, version))
    gone = {version.pk for version in last} - {known[segment.string_id].pk for segment in standing}
    SegmentVersion.objects.filter(pk__in=gone).update(is_current=False)


def _carry(before: SegmentVersion, version: SegmentVersion) -> None:
    """Give the new text the translations of the old one, where it has none of its own."""
    has = StringTranslation.objects.filter(translation_of_id=version.string_id, context_id=version.context_id)
    old = StringTranslation.objects.filter(translation_of_id=before.string_id, context_id=version.context_id)
    for one in old.exclude(locale__in=has.values("locale")).select_related("known"):
        copy = StringTranslation.objects.create(
            translation_of_id=version.string_id, context_id=version.context_id, locale_id=one.locale_id, data=one.data,
            translation_type=one.translation_type, tool_name=one.tool_name, has_error=one.has_error,
            last_translated_by_id=one.last_translated_by_id,
        )  # fmt: skip
        known = known_of(one)
        SegmentTranslation.objects.create(
            translation=copy, digest=digest_of(copy.data), made_from_id=known.made_from_id if known else before.pk,
            kind=known.kind if known else _kind(one), made_by=known.made_by if known else one.tool_name,
            made_at=known.made_at if known else one.updated_at,
            reviewed_by_id=known.reviewed_by_id if known else None, reviewer=known.reviewer if known else "",
            reviewed_on=known.reviewed_on if known else None,
        )  # fmt: skip


def known_of(translation: StringTranslation) -> SegmentTranslation | None:
    """What is known of a translation, if it is still known of this very text."""
    known: SegmentTranslation | None = getattr(translation, "known", None)
    return known if known and known.digest == digest_of(translation.data) else None


def _kind(translation: StringTranslation) -> str:
    is_machine = translation.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE
    return Status.MACHINE if is_machine else Status.DRAFTED


def _close(contexts: Collection[int]) -> None:
    """Places that the page no longer has."""
    SegmentVersion.objects.filter(context_id__in=contexts, is_current=True).update(is_current=False)


def _reuse(source: TranslationSource) -> None:
    """Give texts that have no translation here that of the very same text elsewhere: people's before machines'.

    It counts as drafted or machine here, since nobody has read it at this place.
    """
    standing = StringSegment.objects.filter(source=source).values_list("string_id", "context_id")
    wanted = dict(standing)
    done = StringTranslation.objects.filter(translation_of_id__in=wanted, has_error=False).exclude(data="")
    rows = list(done.select_related("known__made_from"))
    has = {(row.translation_of_id, row.context_id, row.locale_id) for row in rows}
    rows.sort(key=lambda row: (row.translation_type != StringTranslation.TRANSLATION_TYPE_MANUAL, -row.pk))
    for row in rows:
        known = known_of(row)
        if known is not None and known.made_from.string_id != row.translation_of_id:
            continue
        for string_id, context_id in standing:
            place = (string_id, context_id, row.locale_id)
            if string_id == row.translation_of_id and place not in has:
                has.add(place)
                StringTranslation.objects.create(
                    translation_of_id=string_id, context_id=context_id, locale_id=row.locale_id, data=row.data,
                    translation_type=row.translation_type, tool_name=row.tool_name,
                )  # fmt: skip


def republish(source: TranslationSource) -> None:
    """Write every translated page anew, live ones live: with the new structure, and the older words where a text is
    not renewed yet."""
    for translation in Translation.objects.filter(source=source, enabled=True).select_related("target_locale"):
        target = source.object.get_instance_or_none(translation.target_locale)
        translation.save_target(publish=target is None or target.live)


def is_of_this_text(translation: StringTranslation) -> None:
    """Say that a translation that went along with a changed text was made of the new one all the same."""
    SegmentTranslation.objects.filter(translation=translation).delete()


@transaction.atomic
def mark_minor(version: SegmentVersion) -> None:
    """Say afterwards that a change was minor: translations of the version before are current again."""
    version = SegmentVersion.objects.select_for_update(of=("self",)).select_related("follows").get(pk=version.pk)
    if version.follows is None or version.is_minor:
        return
    old, new = version.major, version.follows.major
    SegmentVersion.objects.filter(context_id=version.context_id, major=old).update(major=new)
