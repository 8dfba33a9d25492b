"""Names of areas, types of pages and statuses for readers."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from geoportal.guides.categories import Area, PageType

AREAS: dict[str, Promise] = {
    Area.IMMIGRATION: _("Stay and immigration"),
    Area.EMPLOYMENT: _("Work"),
    Area.EDUCATION: _("Education"),
    Area.HOUSING: _("Housing and daily life"),
    Area.HEALTHCARE: _("Health"),
    Area.WELFARE: _("Family, welfare and safety"),
}
TYPES: dict[str, Promise] = {
    PageType.GUIDE: _("Guide"),
    PageType.PROCEDURE: _("Procedure"),
    PageType.FAQ: _("Questions and answers"),
    PageType.CASE: _("Counselling case"),
    PageType.NOTICE: _("Notice"),
}
