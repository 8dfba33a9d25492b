"""The page in other languages: the switcher, its addresses, the offer on the first visit, fonts and direction."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import RequestFactory
from django.utils.translation import gettext, ngettext, override

from geoportal.core.english import interface_language
from geoportal.core.hotlines import hotlines
from geoportal.core.languages import EASY, LANGUAGES, Tier
from geoportal.web.languages import offered, switches
from geoportal.web.templatetags.portal import font_sheet

pytestmark = pytest.mark.django_db
ASK = RequestFactory()


def addresses(path):
    return {page.language.code: page.url for page in switches(ASK.get(path))}


def test_every_language_has_an_address_of_the_same_page():
    found = addresses("/en/regions/ansan/")
    assert list(found) == ["ko", EASY.code, *list(LANGUAGES)[1:]]
    assert found[EASY.code] == "/ko-easy/regions/ansan/"
    assert (found["ko"], found["zh-Hans"], found["uz-Latn"]) == (
        "/regions/ansan/",
        "/zh-hans/regions/ansan/",
        "/uz/regions/ansan/",
    )
    assert addresses("/")["vi"] == "/vi/"
    assert addresses("/zh-hans/")["ko"] == "/"


def test_only_a_language_of_ours_is_taken_off_the_address():
    assert addresses("/zh-cn/regions/")["vi"] == "/vi/zh-cn/regions/"
    assert addresses("/en")["ko"] == "/"
    assert addresses("/english/")["ko"] == "/english/"


def test_tiers_follow_the_settings(settings):
    settings.LANGUAGES_REVIEWED = ["en"]
    found = {page.language.code: page.tier for page in switches(ASK.get("/"))}
    assert (found["ko"], found["en"], found["vi"]) == (Tier.SOURCE, Tier.REVIEWED, Tier.MACHINE)
    assert found[EASY.code] == Tier.EASY


def test_programs_addresses_have_their_language_in_the_query():
    found = addresses("/api/v1/docs/")
    assert (found["vi"], found["zh-Hans"]) == ("/api/v1/docs/?lang=vi", "/api/v1/docs/?lang=zh-hans")
    assert {address.partition("?")[0] for address in found.values()} == {"/api/v1/docs/"}


@pytest.mark.parametrize("path", ["//evil.example/", "/en//evil.example/", "/en/\\evil.example", '/en/a"b/', "/vi/ä/"])
def test_no_address_leads_elsewhere(path):
    for url in addresses(path).values():
        assert re.fullmatch(r"/(?![/\\])[^\"\\ ]*", url), url


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("vi-VN,vi;q=0.9,en;q=0.5", "vi"),
        ("zh-CN", "zh-Hans"),
        ("tl", "fil"),
        ("ur", "ur"),
        ("uz", "uz-Latn"),
        ("ko-KR,en;q=0.5", None),
        ("sw", None),
        ("", None),
    ],
)
def test_the_first_visit_offers_the_readers_language(client, asked, given):
    request = ASK.get("/", HTTP_ACCEPT_LANGUAGE=asked)
    found = offered(request)
    assert (found and found.language.code) == given
    page = client.get("/", HTTP_ACCEPT_LANGUAGE=asked).content.decode()
    assert '<html lang="ko" dir="ltr">' in page
    assert ('class="offered"' in page) is bool(given)
    if found:
        assert f'<a href="{found.url}" hreflang="{given}">{found.language.own_name}</a>' in page


def test_nothing_is_offered_on_other_pages(client):
    assert offered(ASK.get("/regions/", HTTP_ACCEPT_LANGUAGE="vi")) is None
    assert 'class="offered"' not in client.get("/en/", HTTP_ACCEPT_LANGUAGE="vi").content.decode()


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=lambda language: language.code)
def test_every_page_says_its_language_and_direction(client, language):
    path = "/" if language.code == "ko" else f"/{language.django_code}/"
    page = client.get(path).content.decode()
    shown = interface_language(language)
    reads = "" if shown == language else f' data-reads="{language.code}"'
    assert f'<html lang="{shown.code}" dir="{shown.dir}"{reads}>' in page
    assert page.count('rel="alternate" hreflang=') == len(LANGUAGES) + 1
    # In the switcher by its own name, and marked as the current one.
    assert re.search(rf'<a href="{path}" lang="{language.code}"[^>]* aria-current="true">{language.own_name}</a>', page)
    fonts = re.findall(r"vendor/(noto-[a-z]+)/", page)
    assert set(fonts) == ({language.font} if language.font else set())


@pytest.mark.parametrize("language", [one for one in LANGUAGES.values() if one.font], ids=lambda one: one.code)
def test_the_font_of_a_script_is_there_with_its_files(language):
    sheet = finders.find(f"vendor/{language.font}/index.css")
    assert sheet, "run `npm ci --ignore-scripts`"
    css = Path(sheet).read_text(encoding="utf-8")
    family = re.search(r"font-family: '([^']+)'", css)[1]
    rules = Path(finders.find("web/css/scripts.css")).read_text(encoding="utf-8").split("}")
    primary = language.code.split("-")[0]
    assert any(f":lang({primary})" in rule and f'"{family}"' in rule for rule in rules)
    assert "unicode-range" in css
    for file in re.findall(r"url\(\./([^)]+)\)", css):
        assert finders.find(f"vendor/{language.font}/{file}"), file
    assert re.search(r"/index(\.\w+)?\.css$", font_sheet(language))


def test_the_interface_speaks_the_languages_that_we_have_words_in():
    spoken = [code for code, language in LANGUAGES.items() if interface_language(language) == language]
    assert spoken == ["ko", "en", "zh-Hans", "vi", "ru", "th", "km"]
    assert {interface_language(one).code for one in LANGUAGES.values()} == set(spoken)


@pytest.mark.parametrize("code", ["ur", "ja", "ne", "my", "mn", "id", "bn", "si", "lo", "fil", "uz"])
def test_no_word_of_django_stands_among_english_ones(client, code):
    with override(code):
        said = [gettext(word) for word in ("Home", "Search", "Close", "Language", "Monday")]
        assert said == ["Home", "Search", "Close", "Language", "Monday"]
        assert ngettext("%(count)d page", "%(count)d pages", 2) == "%(count)d pages"
    page = client.get(f"/{code}/").content.decode()
    assert "<span>Home</span>" in page
    assert "<span>Search</span>" in page


def test_numbers_speak_english_where_they_lack_words():
    with override("ne"):
        assert [one.name for one in hotlines()][:2] == ["Fire, rescue, ambulance", "Police"]


def test_settings_name_each_language_once():
    codes = [code for code, _ in settings.LANGUAGES]
    assert len(codes) == len(set(codes)) == len(LANGUAGES) + 1


# What a page says of its own language, and where it leads.
OWN = re.compile(
    r'<details class="languages".*?</details>|<link rel="(?:canonical|alternate)"[^>]*>| data-reads="[^"]*"'
    r'|name="(?:csrfmiddlewaretoken|opened)" value="[^"]*"',
    re.DOTALL,
)


@pytest.mark.parametrize(
    "path",
    [
        "/", "/near/", "/regions/", "/regions/ansan/", "/events/", "/serves/", "/data/", "/ask/", "/coverage/",
        "/suggest/", "/saved/", "/guides/start/", "/guides/search/?q=비자",
    ],
)  # fmt: skip
def test_every_other_page_in_easy_korean_is_the_korean_page(client, province, path):
    korean, easy = client.get(path), client.get(f"/ko-easy{path}")
    assert easy.status_code == korean.status_code
    said, korean_said = (" ".join(OWN.sub("", page.content.decode()).split()) for page in (easy, korean))
    assert said.replace("/ko-easy/", "/").replace('"ko-easy"', '"ko"') == korean_said


def test_easy_korean_is_chosen_in_the_switcher(client):
    page = client.get("/ko-easy/").content.decode()
    assert '<html lang="ko" dir="ltr" data-reads="ko-x-easy">' in page
    assert re.search(r'<a href="/ko-easy/" lang="ko-x-easy"[^>]* aria-current="true">쉬운 한국어</a>', page)
    assert page.count('aria-current="true">쉬운 한국어') == 1
    assert not re.search(r'aria-current="true">한국어</a>', page)


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/regions/", "/api/v1/events/", "/api/v1/places/", "/tiles/style.json", "/ogc/collections",
        "/ogc/collections/regions/items?limit=3", "/hsds/services",
    ],
)  # fmt: skip
def test_programs_that_ask_for_easy_korean_get_korean(client, province, add_place, path):
    add_place(37.3, 126.8, name_en="Made Clinic")
    mark = "&" if "?" in path else "?"
    korean, easy = (client.get(f"{path}{mark}lang={code}") for code in ("ko", "ko-easy"))
    assert easy.status_code == korean.status_code == 200
    times = re.compile(r'"(timeStamp|generated_at|updated_at)": ?"[^"]*"')
    said = [times.sub("", one.content.decode()).replace("ko-easy", "ko") for one in (easy, korean)]
    assert said[0] == said[1]


def test_a_sheet_and_a_pack_in_easy_korean_are_in_korean(client, province):
    for path in ("/ko-easy/regions/ansan/sheet/", "/ko-easy/regions/ansan/offline/"):
        page = client.get(path).content.decode()
        assert 'lang="ko"' in page
        assert 'lang="ko-' not in page.replace('lang="ko-x-easy"', "")
        assert "안산시" in page


def test_only_the_guides_and_the_switcher_ask_which_wording_was_chosen():
    """`get_language()` is ko-easy there, which is not "ko": all else asks `current_code()`."""
    root = Path(__file__).resolve().parents[3] / "geoportal"
    knows = {
        "core/languages.py",
        "guides",
        "web/context.py",
        "web/languages.py",
        "web/offline",
        "web/sheet",
        "assistant",
    }
    found = [
        str(path.relative_to(root))
        for path in root.rglob("*.py")
        if "get_language()" in path.read_text(encoding="utf-8")
        and not any(str(path.relative_to(root)).startswith(name) for name in knows)
    ]
    assert found == []
    templates = [
        path.name for path in root.rglob("*.html") if "get_current_language" in path.read_text(encoding="utf-8")
    ]
    assert sorted(templates) == ["_keep_city.html", "base.html"]
