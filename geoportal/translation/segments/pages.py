"""What a page has to do so that its translations are always right: a mixin for page models."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Revision

from geoportal.translation.segments.revisions import MINOR
from geoportal.translation.segments.sources import source_published


class SourceForm(WagtailAdminPageForm):
    """The editor's form of a page, with the box to say that nothing changed its sense. Empty at every opening."""

    minor_change = forms.BooleanField(
        label=_("Minor change"), required=False,
        help_text=_("A typo or a comma: translations stay current. Leave it empty when the sense changed."),
    )  # fmt: skip

    def save(self, commit: bool = True) -> Any:
        self.instance.minor_change = self.cleaned_data.get(MINOR, False)
        return super().save(commit=commit)


class TranslatedPage:
    """Goes before Page among a model's bases; `base_form_class` and a FieldPanel("minor_change") show the box."""

    base_form_class = SourceForm
    minor_change = False

    def serializable_data(self) -> dict[str, Any]:
        """A revision's content, with what the editor said of the change."""
        return super().serializable_data() | {MINOR: bool(self.minor_change)}  # type: ignore[misc]

    def publish(self, revision: Revision, user: Any = None, **options: Any) -> None:
        """Publish; for a source, see to its translations too."""
        super().publish(revision, user=user, **options)  # type: ignore[misc]
        if self.locale.language_code == settings.LANGUAGE_CODE:  # type: ignore[attr-defined]
            page = type(self).objects.get(pk=self.pk)  # type: ignore[attr-defined]
            source_published(page, by=str(user or ""))
