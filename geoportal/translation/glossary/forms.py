"""The CMS's form of a term."""

from __future__ import annotations

from typing import Any

from wagtail.admin.forms import WagtailAdminModelForm


class OwnTermForm(WagtailAdminModelForm):
    """What a person writes here stays when the file is loaded again."""

    def save(self, commit: bool = True) -> Any:
        self.instance.is_own = True
        return super().save(commit=commit)
