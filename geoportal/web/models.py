"""What an operator puts on every page: alerts."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from geoportal.web.queries import AlertQuerySet


class Level(models.TextChoices):
    """How an alert is dressed."""

    CRITICAL = "critical", _("Urgent notice")
    IMPORTANT = "important", _("Notice")


class Alert(models.Model):
    """A notice in Korean that stands on every page for a time, shown in the reader's language as far as we have it."""

    text_ko = models.CharField(_("Text in Korean"), max_length=300)
    url = models.CharField(_("Page to read more"), max_length=300, blank=True)
    level = models.CharField(_("Level"), max_length=9, choices=Level.choices, default=Level.CRITICAL)
    starts_at = models.DateTimeField(_("Shown from"))
    ends_at = models.DateTimeField(_("Shown until"))

    objects = AlertQuerySet.as_manager()

    class Meta:
        verbose_name = _("alert")
        verbose_name_plural = _("alerts")
        constraints = [
            models.CheckConstraint(
                name="web_alert_ends_after_its_start",
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                violation_error_message=_("The end must be after the start."),
            ),
            models.CheckConstraint(
                name="web_alert_leads_to_a_page",
                condition=models.Q(url="") | models.Q(url__regex=r"^(https://[^\s/]|/([^/\s\\]|$))"),
                violation_error_message=_("Give an address of this site, such as /guides/, or one with https://."),
            ),
            models.CheckConstraint(name="web_alert_level", condition=models.Q(level__in=["critical", "important"])),
        ]

    def __str__(self) -> str:
        return self.text_ko

    @property
    def key(self) -> str:
        """What a device keeps of an alert that was closed; the same alert shown for another time is a new one."""
        return f"{self.pk}-{self.starts_at:%Y%m%d%H%M}"

    @property
    def is_own(self) -> bool:
        """Whether it leads to a page of this site."""
        return self.url.startswith("/")
