"""How templates write numbers, names, telephone links, categories and regions."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django import template
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.template.defaultfilters import floatformat
from django.templatetags.static import static
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from geoportal.core.english import interface_language
from geoportal.core.hotlines import every_hotline, hotlines
from geoportal.core.languages import LANGUAGES, Language, current_code, current_language
from geoportal.events.categories import EventCategory
from geoportal.events.labels import LABELS as EVENT_LABELS
from geoportal.places.categories import BRANCH_OF, Branch, Category
from geoportal.places.labels import category_choices, category_label
from geoportal.places.languages import spoken_tag
from geoportal.provenance.labels import freshness_label, status_label
from geoportal.provenance.models import ImportRun
from geoportal.web.data_page import SourceState

register = template.Library()
HANGUL = re.compile(r"[\uac00-\ud7a3\u3131-\u318e]")
MORE_THAN_ONE = re.compile(r"[,/;~]|내선|ext", re.IGNORECASE)
NATIONWIDE = re.compile(r"1[3-9]\d{6}|1\d{2,3}")
# By folder of vendor/, and by language where a folder has the letters of several.
EARLY_FONTS = {
    "noto-thai": ("noto-sans-thai-thai-wght",),
    "noto-khmer": ("noto-sans-khmer-khmer-wght",),
    "noto-lao": ("noto-sans-lao-lao-wght",),
    "noto-myanmar": ("noto-sans-myanmar-myanmar-400",),
    "noto-sans": ("noto-sans-latin-wght",),
}
EARLY_LETTERS = {
    "vi": ("noto-sans-vietnamese-wght",),
    "ru": ("noto-sans-cyrillic-wght",),
    "mn": ("noto-sans-cyrillic-wght",),
}
CALL_CENTER = "031120"  # of the province; dialled with its area code
POSITION = ("lat", "lon")

register.simple_tag(hotlines, name="hotlines")
register.simple_tag(every_hotline, name="every_hotline")
register.simple_tag(current_code, name="current_code")


@register.simple_tag(name="interface_language")
def current_interface() -> Language:
    """The language that this request's reader sees the interface in."""
    return interface_language(current_language())


@register.simple_tag
def font_sheet(language: Language | str) -> str:
    """The address of the sheet with the font that the language's script needs beside the portal's; '' for none."""
    font = language.font if isinstance(language, Language) else ""
    return static(f"vendor/{font}/index.css") if font else ""


@register.simple_tag
def font_files(language: Language | str) -> list[str]:
    """Addresses of the font files that a page in this language needs at once, where they are few and small; the browser
    asks for them before it has read the sheets, so that the text has them when it is first painted."""
    font, code = (language.font, language.code) if isinstance(language, Language) else ("", "")
    names = (*EARLY_FONTS.get(font, ()), *EARLY_LETTERS.get(code if font else "", ()))
    return [static(f"vendor/{font}/files/{name}-normal.woff2") for name in names]


@register.filter
def tel(phone: str) -> str:
    """What a `tel:` link dials: +82... for a subscriber's number, short codes and 031-120 as they are, else nothing."""
    first = MORE_THAN_ONE.split(phone)[0].strip()
    digits = re.sub(r"\D", "", first)
    if first.startswith("+"):
        return f"+{digits}" if 9 <= len(digits) <= 15 else ""
    if NATIONWIDE.fullmatch(digits) or digits == CALL_CENTER:
        return digits
    if digits.startswith("0") and 9 <= len(digits) <= 12:
        return f"+82{digits[1:]}"
    return ""


@register.filter
def distance(metres: float) -> str:
    """`350 m`, `1.2 km`, `14 km`: no finer than the position it was measured from."""
    if metres < 995:
        return from_left(f"{max(10, round(metres, -1)):.0f}\u00a0m")
    kilometres = round(metres / 1000, 1 if metres < 9950 else 0)
    return from_left(f"{number_format(kilometres, 0 if kilometres == int(kilometres) else 1)}\u00a0km")


def from_left(text: str) -> str:
    """Latin text that keeps its order inside a language that runs to the left, even where no element can hold it."""
    return f"\u2066{text}\u2069" if get_language_bidi() else text


@register.filter
def grouped(number: int) -> str:
    """A whole number with the reader's thousands separator."""
    return str(floatformat(number, "0g"))


@register.filter
def lang_of(text: str | None) -> str:
    """The language to mark a name with: Korean when it has Hangul, else English."""
    return "ko" if text and HANGUL.search(text) else "en"


@register.filter
def at(table: dict[int, int], key: int) -> int | None:
    """The value under a key that a template computes."""
    return table.get(key)


@register.filter
def percent_of(part: float, whole: float) -> float:
    """A share of a hundred, for the geometry of a chart."""
    return round(part / whole * 100, 1) if whole else 0.0


@register.filter
def spoken_name(tag: str) -> str:
    """What those who speak a language call it, by its tag in `places.languages`."""
    return next((one.own_name for one in LANGUAGES.values() if spoken_tag(one.code) == tag), tag)


@register.filter
def category_name(name: Category | Branch) -> Promise:
    return category_label(name)


@register.filter
def event_name(name: str) -> Promise:
    return EVENT_LABELS[EventCategory(name)]


@register.filter
def branch(name: str) -> str:
    """The branch of the tree that a category or branch is in; it gives the icon and the colour."""
    return str(Branch(name) if name in Branch.__members__.values() else BRANCH_OF[Category(name)])


@register.filter
def icon(name: str) -> str:
    """The template of an icon."""
    return f"web/icons/{name}.svg"


@register.filter
def largest(rows: Iterable[dict[str, int]], key: str) -> int:
    """The largest value under a key, 0 when there are no rows."""
    return max((row[key] for row in rows), default=0)


@register.filter
def is_one_of(text: str, numbers: Iterable[int]) -> bool:
    return text in {str(number) for number in numbers}


@register.filter
def web_address(text: str) -> str:
    """A link that a source gives, when it leads to the web and nowhere else."""
    if re.match(r"https?://[^\s/]", text, re.IGNORECASE):
        return text
    return f"http://{text}" if re.match(r"www\.[^\s/]", text, re.IGNORECASE) else ""


@register.filter
def loaded_rows(run: ImportRun | None) -> list[tuple[str, int]]:
    """What a published run says of its rows, in words."""
    counts = run.counts if run else {}
    stand = sum(counts.get(name, 0) for name in ("added", "updated", "returned", "unchanged"))
    found = [(_("Rows"), stand), (_("Left out"), counts.get("left_out", 0))]
    return [(name, number) for name, number in found if number]


register.filter("run_status", status_label)
register.filter("freshness", freshness_label)


@register.filter
def quality(state: SourceState) -> list[tuple[str, int, int]]:
    """What is not known of a source's rows, in words: label, how many, of how many (0: of no fixed number)."""
    found = state.quality
    asked = [
        (_("No telephone number"), found.no_phone, found.rows),
        (_("Opening hours unknown"), found.no_hours, found.rows),
        (_("Languages unknown"), found.no_languages, found.rows),
        (_("Placed by address, without coordinates"), found.no_coordinates, found.rows),
        (_("Shown with another source's entry"), found.shown_elsewhere, found.rows),
        (_("Outside the region its address names"), found.outside_named_unit, found.rows),
        (_("Rows refused"), found.quarantined, 0),
        (_("Rows in doubt"), found.issues, 0),
    ]
    return [(label, count, whole or 0) for label, count, whole in asked if count is not None]


@register.simple_tag(name="category_choices")
def categories_to_choose() -> list[tuple[str, object]]:
    """The tree of categories as grouped choices."""
    return list(category_choices())


@register.simple_tag(takes_context=True)
def absolute(context: template.Context, path: str) -> str:
    """The page's full address; the path alone when the request names a host that is not ours."""
    request: HttpRequest | None = context.get("request")
    try:
        return request.build_absolute_uri(path) if request else path
    except DisallowedHost:
        return path


@register.simple_tag(takes_context=True)
def kept_query(context: template.Context) -> str:
    """The page's filters as a query to carry to another language; a position is never carried."""
    request: HttpRequest | None = context.get("request")
    if request is None or request.method != "GET":
        return ""
    query = request.GET.copy()
    for name in POSITION:
        query.pop(name, None)
    return f"?{query.urlencode()}" if query else ""
