"""One term in one language, as the portal's translations must have it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from geoportal.translation.categories import Status
from geoportal.translation.glossary.forms import OwnTermForm
from geoportal.translation.glossary.queries import GlossaryQuerySet


class TermKind(models.TextChoices):
    """What a term names."""

    PLACE = "place", _("Place")
    INSTITUTION = "institution", _("Institution")
    TERM = "term", _("Legal or official term")


class GlossaryTerm(models.Model):
    """A Korean term and its words in one language. `also` are other forms that are right; `*` in them is any ending.

    A term of the file is brought up to the file at each load; one that a person changed (`is_own`) stays.
    """

    korean = models.CharField(_("Korean"), max_length=80)
    language = models.CharField(_("Language"), max_length=16)
    kind = models.CharField(_("Kind"), max_length=12, choices=TermKind.choices)
    text = models.CharField(_("Words to use"), max_length=160)
    also = ArrayField(
        models.CharField(max_length=160), default=list, blank=True,
        verbose_name=_("Also right"), help_text=_("Separated by commas; * stands for an ending."),
    )  # fmt: skip
    is_fixed = models.BooleanField(
        _("Must be used"), default=True, help_text=_("Another word stops publishing; otherwise it is only pointed out.")
    )
    status = models.CharField(
        _("Status"), max_length=10, choices=[(Status.DRAFTED, _("Drafted")), (Status.REVIEWED, _("Reviewed"))],
        default=Status.DRAFTED,
    )  # fmt: skip
    source = models.CharField(_("Source"), max_length=200, blank=True)
    is_own = models.BooleanField(default=True, editable=False)

    objects = GlossaryQuerySet.as_manager()
    base_form_class = OwnTermForm

    class Meta:
        verbose_name = _("Glossary term")
        verbose_name_plural = _("Glossary")
        ordering = ["language", "korean"]
        constraints = [
            models.UniqueConstraint(fields=["language", "korean"], name="glossary_term_once"),
            models.CheckConstraint(condition=~Q(text="") & ~Q(korean=""), name="glossary_term_has_words"),
        ]

    def __str__(self) -> str:
        return f"{self.korean} = {self.text} ({self.language})"
