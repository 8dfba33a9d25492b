"""Alerts, set and ended by the operator."""

from __future__ import annotations

from django.contrib import admin

from geoportal.web.models import Alert


@admin.register(Alert)
class AlertAdmin(admin.ModelAdmin):
    """Written in Korean; the other languages come by the same way as all texts."""

    list_display = ("text_ko", "level", "starts_at", "ends_at")
    list_filter = ("level",)
    search_fields = ("text_ko",)
