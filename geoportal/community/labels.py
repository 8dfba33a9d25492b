"""The reader's words for the vocabularies of the community."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from geoportal.community.categories import Act, Community, Kind, Reason, State

COMMUNITIES: dict[Community, Promise] = {
    Community.ALL: pgettext_lazy("community", "Everyone"),
    Community.CHINA: pgettext_lazy("community", "China"),
    Community.OVERSEAS_KOREANS: pgettext_lazy("community", "Overseas Koreans"),
    Community.VIETNAM: pgettext_lazy("community", "Vietnam"),
    Community.UZBEKISTAN: pgettext_lazy("community", "Uzbekistan"),
    Community.CAMBODIA: pgettext_lazy("community", "Cambodia"),
    Community.NEPAL: pgettext_lazy("community", "Nepal"),
    Community.THAILAND: pgettext_lazy("community", "Thailand"),
    Community.PHILIPPINES: pgettext_lazy("community", "Philippines"),
    Community.INDONESIA: pgettext_lazy("community", "Indonesia"),
    Community.MYANMAR: pgettext_lazy("community", "Myanmar"),
    Community.MONGOLIA: pgettext_lazy("community", "Mongolia"),
    Community.SRI_LANKA: pgettext_lazy("community", "Sri Lanka"),
    Community.BANGLADESH: pgettext_lazy("community", "Bangladesh"),
    Community.PAKISTAN: pgettext_lazy("community", "Pakistan"),
    Community.INDIA: pgettext_lazy("community", "India"),
    Community.LAOS: pgettext_lazy("community", "Laos"),
    Community.RUSSIA: pgettext_lazy("community", "Russia"),
    Community.KAZAKHSTAN: pgettext_lazy("community", "Kazakhstan"),
    Community.KYRGYZSTAN: pgettext_lazy("community", "Kyrgyzstan"),
    Community.JAPAN: pgettext_lazy("community", "Japan"),
}
KINDS: dict[Kind, Promise] = {
    Kind.QUESTION: pgettext_lazy("post", "Question"),
    Kind.INFO: pgettext_lazy("post", "Tip"),
    Kind.MEET: pgettext_lazy("post", "Meeting people"),
    Kind.OTHER: pgettext_lazy("post", "Something else"),
    Kind.NOTICE: pgettext_lazy("post", "Notice"),
}
REASONS: dict[Reason, Promise] = {
    Reason.SCAM: _("Fraud, or asks for money or documents"),
    Reason.HATE: _("Insults, threatens or hates people"),
    Reason.PERSONAL: _("Tells who or where somebody is"),
    Reason.DANGER: _("Dangerous or against the law"),
    Reason.ADVERT: _("Advertising"),
    Reason.OTHER: _("Breaks another rule"),
}
STATES: dict[State, Promise] = {
    State.SHOWN: _("Shown"),
    State.HIDDEN: _("Hidden until a moderator decides"),
    State.REMOVED: _("Removed"),
}
ACTS: dict[Act, Promise] = {
    Act.REPORTED_AWAY: _("Hidden after reports"),
    Act.HIDE: _("Hidden by a moderator"),
    Act.RESTORE: _("Shown again"),
    Act.REMOVE: _("Removed"),
    Act.PIN: _("Pinned"),
    Act.UNPIN: _("No longer pinned"),
    Act.NOTICE: _("Notice written"),
    Act.CLOSE_ACCOUNT: _("Account closed"),
}
