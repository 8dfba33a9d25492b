"""What every template may show."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from geoportal.core.languages import Tier, choice_of
from geoportal.provenance.models import Source
from geoportal.web.languages import offered, switches
from geoportal.web.models import Alert


def site(request: HttpRequest) -> dict[str, object]:
    """The page's address in every language; a position is never in it, since it is never in a query."""
    pages = switches(request)
    return {
        "shows_sample": Source.objects.live_samples().exists(),
        "alerts": list(Alert.objects.standing(timezone.now())),
        "page_language": choice_of(get_language()),
        # Easy Korean has no tag that a search engine knows; it is told of the Korean page alone.
        "page_in": [page for page in pages if page.tier != Tier.EASY],
        "by_people": [page for page in pages if page.tier != Tier.MACHINE],
        "by_machine": [page for page in pages if page.tier == Tier.MACHINE],
        "offered": offered(request),
        "offline": settings.OFFLINE,
    }
