"""A region's sheet of A4: as a page, and as PDF in two languages."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache, caches
from django.utils import translation
from fontTools.ttLib import TTFont
from procrastinate.contrib.django.models import ProcrastinateJob
from pypdf import PdfReader

from geoportal.core import english
from geoportal.core.languages import LANGUAGES, language_of
from geoportal.web.sheet import content, drawing, pdf
from geoportal.web.sheet.fonts import PRETENDARD, faces_of, style_sheet
from geoportal.web.sheet.tasks import make_asked

BASE = "https://portal.example"


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Any, settings: Any) -> Iterator[None]:
    cache.clear()
    settings.CACHES = settings.CACHES | {
        "sheets": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": str(tmp_path / "s")}
    }
    yield
    cache.clear()


@pytest.fixture
def ansan(province: Any, add_place: Any) -> Any:
    """Ansan with places of each kind on a sheet, more than fit."""
    for number in range(6):
        for kind in (
            "emergency_room",
            "hospital",
            "clinic",
            "pharmacy",
            "support_center",
            "counselling",
            "local_office",
        ):
            add_place(
                37.21 + number / 100, 126.85, category=kind, name_ko=f"안산 {kind} {number}호",
                name_en=f"Ansan {kind} {number}", phone=f"031-400-{number:04}",
                address_ko=f"경기도 안산시 단원구 지은로 {number}",
            )  # fmt: skip
    add_place(37.4, 127.2, category="language_class", name_ko="먼 한국어교실")
    return province.regions["ansan"]


def text_of(data: bytes) -> str:
    """The words of all pages with single blanks between; signs that are drawn together are told one by one."""
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    return " ".join(unicodedata.normalize("NFC", text).split())


def made(region: Any, language: str) -> bytes:
    with translation.override(language):
        return pdf.make(region, BASE)


@pytest.mark.django_db
def test_a_sheet_names_up_to_twelve_of_each_branch_in_two_languages(ansan):
    with translation.override("vi"):
        sheet = content.sheet_of(ansan)
    health, support, offices = sheet.sections
    assert sheet.other.code == "ko"
    assert health.label_other == "의료"
    assert [len(section.rows) for section in (health, support, offices)] == [11, 10, 6]
    assert [row.number for row in sheet.rows] == list(range(1, len(sheet.rows) + 1))
    assert health.rows[0].kind_other == "응급실"
    assert min(line.hotline.checked_on for line in sheet.lines) == sheet.numbers_checked_on
    with translation.override("ko"):
        assert content.sheet_of(ansan).other.code == "en"


@pytest.mark.django_db
def test_the_map_shows_what_lies_in_its_frame(ansan):
    spots = [drawing.Spot(1, "health", 37.25, 126.85), drawing.Spot(2, "support", 37.5, 127.4)]
    drawn = drawing.drawing_of(ansan, spots)
    assert [(dot.number, round(dot.x), round(dot.y)) for dot in drawn.dots] == [(1, 500, 210)]
    assert drawn.here.startswith("M ")
    assert len(drawn.around) == 1
    assert [name.text for name in drawn.names] == ["상록구", "단원구"]
    assert drawn.bar_km in (2, 5)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Call for help", "Emergency room", "119"]),
        ("km", ["119"]),
        ("zh-hans", ["急诊室", "药"]),
        ("th", ["119"]),
    ],
)
def test_the_pdf_has_the_text_of_both_languages_on_two_pages(ansan, language, words, caplog):
    data = made(ansan, language)
    reader = PdfReader(io.BytesIO(data))
    assert len(reader.pages) <= 2
    width, height = (round(float(side) / 72 * 25.4) for side in reader.pages[0].mediabox[2:])
    assert (width, height) == (210, 297)
    found = text_of(data)
    for word in [*words, "도움 전화", "안산 clinic 4호", "031-400-0004", "경기도 안산시 단원구 지은로 4"]:
        assert word in found, word
    assert reader.trailer["/Root"]["/Lang"].lower() == language
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert len(data) < 400_000
    fonts = " ".join(str(font.get_object()["/BaseFont"]) for font in reader.pages[0]["/Resources"]["/Font"].values())
    script = language_of(language).font
    assert f"noto-sans-{script.removeprefix('noto-')}" in fonts if script else "noto-sans" not in fonts
    assert "unsupported by fonts" not in caplog.text


@pytest.mark.django_db
def test_in_urdu_it_runs_from_the_right(ansan, monkeypatch):
    """With words in it: the title begins at the right edge, the QR code stands at the left, numbers keep order."""
    monkeypatch.setattr(english, "speaks", lambda code: True)
    data = made(ansan, "ur")
    reader = PdfReader(io.BytesIO(data))
    assert len(reader.pages) <= 2
    starts: list[tuple[float, str]] = []

    def note(text: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
        if text.strip():
            starts.append((cm[4] + tm[4] * cm[0], text))

    reader.pages[0].extract_text(visitor_text=note)
    title = next(x for x, text in starts if "Ansan-si" in text)
    address = next(x for x, text in starts if "portal.example" in text)
    middle = float(reader.pages[0].mediabox[2]) / 2
    assert address < middle < title
    assert "031-400-0004" in text_of(data)
    assert reader.trailer["/Root"]["/ViewerPreferences"].get("/Direction", "/R2L") == "/R2L"


@pytest.mark.django_db
def test_the_page_shows_the_same_and_prints_from_the_browser(client, ansan):
    page = client.get("/en/regions/ansan/sheet/").text
    assert 'lang="ko" dir="ltr">도움 전화<' in page
    assert 'href="/en/regions/ansan/sheet.pdf"' in page
    assert page.count("<circle") >= 20
    for word in ("119", "031-400-0004", "경기도 안산시 단원구 지은로 4"):
        assert word in page, word
    assert 'href="/en/regions/ansan/sheet/"' in client.get("/en/regions/ansan/").text
    assert client.get("/regions/nowhere/sheet/").status_code == 404
    assert client.get("/regions/nowhere/sheet.pdf").status_code == 404


@pytest.mark.django_db
def test_the_worker_makes_a_sheet_once_and_everybody_gets_it(client, ansan, empty_queue, monkeypatch):
    first, second = (client.get("/en/regions/ansan/sheet.pdf") for _ in range(2))
    assert (first.status_code, first["Refresh"], first["Cache-Control"]) == (202, "4", "no-store")
    assert second.status_code == 202
    (job,) = ProcrastinateJob.objects.filter(queue_name="sheets")
    monkeypatch.setattr(pdf, "laid_out", lambda html, language: f"%PDF {language.code}".encode())
    make_asked(**job.args)
    answer = client.get("/en/regions/ansan/sheet.pdf")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer.content == b"%PDF en"
    assert client.get("/vi/regions/ansan/sheet.pdf").status_code == 202
    assert make_asked(slug="nowhere", language="en", base=BASE) is None


@pytest.mark.django_db
def test_a_load_of_data_makes_it_anew(ansan, province, monkeypatch):
    from django.utils import timezone

    from geoportal.provenance.models import ImportRun

    monkeypatch.setattr(pdf, "laid_out", lambda html, language: b"%PDF")
    pdf.make(ansan, BASE)
    assert pdf.kept(ansan, BASE) == b"%PDF"
    assert pdf.kept(ansan, "https://other.example") is None
    ImportRun.objects.create(source=province.source, status="published", started_at=timezone.now())
    assert pdf.kept(ansan, BASE) is None


@pytest.mark.django_db
def test_who_asks_for_too_many_is_told_to_print_the_page(client, ansan, empty_queue, monkeypatch):
    monkeypatch.setattr("geoportal.web.sheet.views.take", lambda request, limit: 77)
    answer = client.get("/en/regions/ansan/sheet.pdf")
    assert (answer.status_code, answer["Retry-After"]) == (429, "77")
    assert "Too many PDFs" in answer.text
    assert not ProcrastinateJob.objects.filter(queue_name="sheets").exists()


def test_nothing_but_the_fonts_is_read():
    fetcher = pdf._fetcher()
    for url in ("file:///etc/passwd", "http://127.0.0.1/", f"file://{settings.NODE_MODULES}/../README.md", "data:,x"):
        with pytest.raises(ValueError):
            fetcher.fetch(url)


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=lambda one: one.code)
def test_each_sign_of_a_language_has_a_font(language):
    text = language.own_name + " 한국어"
    style = style_sheet(language, text)
    for name in re.findall(r'url\("file://([^"]+)"\)', style):
        assert settings.NODE_MODULES.joinpath(name.split("node_modules/")[1].replace("%40", "@")).is_file()
    pretendard = TTFont(PRETENDARD / "Pretendard-Regular.otf").getBestCmap()
    fonts = {one.font for one in LANGUAGES.values() if one.font}
    named = [face for font in fonts for face in faces_of(font) if f'"{face.family}"' in style]
    others = [sign for sign in map(ord, text) if sign not in pretendard]
    assert not [sign for sign in others if not any(face.holds(sign) for face in named)]


def test_only_the_files_that_are_needed_are_named():
    assert style_sheet(language_of("en"), "Ansan-si 안산시 · Tiếng Việt Привет").count("@font-face") == 2
    assert style_sheet(language_of("zh-hans"), "急救").count("@font-face") <= 4
    assert caches["sheets"].get("nothing") is None
