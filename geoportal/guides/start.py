"""The personal start: six questions, and the steps that each answer leads to. Nothing of it is sent to the server."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from geoportal.guides.categories import Area
from geoportal.guides.labels import AREAS

# Of each question: its name, its words, and its answers. The sixth, where one lives, is the list of regions.
QUESTIONS: tuple[tuple[str, Promise, tuple[tuple[str, Promise], ...]], ...] = (
    ("time", _("How long have you been in Korea?"), (
        ("new", _("Less than 90 days")), ("year", _("Less than a year")), ("long", _("A year or longer")),
    )),
    ("family", _("Who is with you?"), (
        ("alone", _("I am alone")), ("spouse", _("My husband or wife")), ("children", _("My children")),
        ("baby", _("A baby is coming or was born")),
    )),
    ("work", _("What do you do?"), (
        ("employed", _("I work")), ("looking", _("I look for work")), ("student", _("I study")),
        ("home", _("None of these")),
    )),
    ("language", _("Do you speak Korean?"), (("no", _("Not yet")), ("some", _("A little")), ("well", _("Well")))),
    ("matters", _("What matters to you now?"), tuple((area.value, AREAS[area]) for area in Area)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """A page to read, for those who gave one of these answers to each of these questions."""

    slug: str
    when: dict[str, tuple[str, ...]] = field(default_factory=dict)


STEPS: tuple[Step, ...] = (
    Step("register-as-a-foreigner", {"time": ("new",)}),
    Step("report-a-new-address"),
    Step("extend-your-stay", {"time": ("year", "long")}),
    Step("health-insurance"),
    Step("get-a-phone", {"time": ("new", "year")}),
    Step("open-a-bank-account", {"time": ("new", "year")}),
    Step("rent-a-home"),
    Step("deposit-protection", {"matters": ("housing",)}),
    Step("waste-and-recycling", {"time": ("new", "year")}),
    Step("korean-classes-and-kiip", {"language": ("no", "some")}),
    Step("interpreting-and-translation-help", {"language": ("no", "some")}),
    Step("visit-a-hospital-with-an-interpreter", {"language": ("no", "some")}),
    Step("work-contract-and-hours", {"work": ("employed",)}),
    Step("unpaid-wages", {"work": ("employed", "looking"), "matters": ("employment",)}),
    Step("industrial-accident", {"work": ("employed",), "matters": ("employment", "healthcare")}),
    Step("severance-and-departure-insurance", {"work": ("employed", "looking")}),
    Step("change-your-workplace", {"work": ("looking",)}),
    Step("part-time-work-for-students", {"work": ("student",)}),
    Step("university-students-d2-d4", {"work": ("student",)}),
    Step("multicultural-family-centers", {"family": ("spouse", "children", "baby")}),
    Step("marriage-migrants-and-divorce", {"family": ("spouse",), "matters": ("immigration", "welfare")}),
    Step("pregnancy-and-birth", {"family": ("baby",)}),
    Step("vaccination", {"family": ("baby", "children")}),
    Step("childcare-center", {"family": ("baby", "children")}),
    Step("kindergarten-entry", {"family": ("children",)}),
    Step("school-entry", {"family": ("children",)}),
    Step("invite-your-family", {"family": ("alone",), "matters": ("immigration", "welfare")}),
    Step("driving-licence", {"matters": ("housing",)}),
    Step("taxes", {"work": ("employed",)}),
    Step("permanent-residence", {"time": ("long",), "matters": ("immigration",)}),
    Step("become-a-korean-citizen", {"time": ("long",), "matters": ("immigration",)}),
    Step("mental-health-help", {"matters": ("healthcare",)}),
    Step("violence-and-shelter", {"matters": ("welfare",)}),
    Step("disaster-alerts-and-emergencies", {"time": ("new", "year")}),
)
