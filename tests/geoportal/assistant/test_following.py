"""Questions that lean on the one before, and what is said beside places, offices and numbers."""

from __future__ import annotations

from datetime import date

import pytest

from geoportal.assistant import pipeline
from geoportal.assistant.categories import Wish
from geoportal.assistant.intent import intent
from geoportal.assistant.leaning import in_thread, leans, thanks
from geoportal.assistant.phrases import plain
from geoportal.assistant.question import Question, Thread
from geoportal.assistant.retrieve import Found
from geoportal.assistant.telephone import lines_for
from geoportal.places.categories import Category, OfficeKind
from geoportal.places.models import ServiceArea

NOTHING = Found((), answers=False)


@pytest.fixture
def answered(province, monkeypatch):
    """A function that answers a question in Suwon or elsewhere, where no guide says anything."""
    monkeypatch.setattr(pipeline, "retrieve", lambda text, language: NOTHING)

    def answer(text: str, language: str = "en", region: str | None = "suwon", before: Thread | None = None):
        place = province.regions[region] if region else None
        return pipeline.answer(Question(text, language, place, None, before or Thread()))

    return answer


@pytest.fixture
def serve(add_place):
    """A function that makes an office that serves a city."""

    def make(name_ko: str, code: str, kind: str, *, category: str = "", **fields: object):
        place = add_place(37.22, 126.85, category=category or kind, name_ko=name_ko, **fields)
        facts = {"source_title": "지은이", "source_url": "https://jieun.example/", "checked_on": date(2026, 2, 1)}
        ServiceArea.objects.create(place=place, kind=kind, region_code=code, **facts)
        return place

    return make


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Which documents do I need?", "en"),
        ("how long does it take?", "en"),
        ("and where is the office?", "en"),
        ("what about a dentist?", "en"),
        ("and tomorrow?", "en"),
        ("수원은요?", "ko"),
        ("베트남어 되는 곳은?", "ko"),
        ("얼마나 걸려요?", "ko"),
        ("Mất bao lâu?", "vi"),
        ("Какие документы нужны?", "ru"),
        ("需要什么材料？", "zh-hans"),
        ("ต้องใช้เอกสารอะไรบ้าง", "th"),
        ("ត្រូវការឯកសារអ្វី?", "km"),
        ("Qanday hujjat kerak?", "uz"),
    ],
)
def test_a_question_without_a_topic_leans(province, question: str, language: str) -> None:
    assert leans(Question(question, language))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("What documents do I need to register my child at school?", "en"),
        ("I was fired yesterday", "en"),
        ("What visa do I need in Suwon?", "en"),
        ("비자 연장은 얼마나 걸려요?", "ko"),
        ("Tôi bị mất hộ chiếu", "vi"),
        ("我的护照丢了怎么办", "zh-hans"),
    ],
)
def test_a_question_with_a_topic_does_not(province, question: str, language: str) -> None:
    thread = Thread(topic="unpaid-wages", categories=("pharmacy",), wish="places")
    wanted = intent(question, language)
    assert in_thread(wanted, Question(question, language, thread=thread)) == wanted


def test_another_kind_another_day_another_city(province) -> None:
    def leaning(text: str, language: str, **before):
        thread = Thread(**before)
        return in_thread(intent(text, language), Question(text, language, thread=thread))

    dentist = leaning("what about a dentist?", "en", categories=("pharmacy",), wish="places", named="ansan")
    assert dentist.categories == (Category.DENTAL_CLINIC,)
    assert dentist.wants(Wish.PLACES)
    assert dentist.region is not None
    assert dentist.region.slug == "ansan"
    tomorrow = leaning("and tomorrow?", "en", wish="events")
    assert (tomorrow.day, tomorrow.wishes) == ("tomorrow", {Wish.EVENTS})
    suwon = leaning("수원은요?", "ko", categories=("pharmacy",), wish="places", speaks=("vi",), named="ansan")
    assert (suwon.categories, suwon.speaks, suwon.region.slug) == ((Category.PHARMACY,), ("vi",), "suwon")


@pytest.mark.django_db
def test_documents_and_the_office_are_those_of_the_guide_before(province, guide_page, serve) -> None:
    guide_page.office_kinds = ["immigration"]
    guide_page.save_revision().publish()
    office = serve("안산출입국", "41270", "immigration", category="immigration_office")
    thread = Thread(topic="extend-stay", region="ansan")
    region = province.regions["ansan"]
    documents = pipeline.answer(Question("어떤 서류가 필요해요?", "ko", region, None, thread))
    assert [one.id for one in documents.citations] == ["extend-stay"]
    assert "여권" in documents.text
    where = pipeline.answer(Question("사무소는 어디예요?", "ko", region, None, documents.thread))
    assert [one.office.pk for served in where.offices for one in served.offices] == [office.pk]


@pytest.mark.parametrize(
    "text",
    [
        "Thank you very much!",
        "감사합니다",
        "Cảm ơn bạn nhiều",
        "большое спасибо",
        "ขอบคุณมากครับ",
        "谢谢你",
        "rahmat",
        "धन्यवाद",
    ],
)
def test_thanks_are_thanks(text: str) -> None:
    assert thanks(plain(text))


def test_thanks_get_a_friendly_line_and_keep_the_thread(answered) -> None:
    before = Thread(topic="unpaid-wages")
    made = answered("Thank you", before=before)
    assert made.text.startswith("You are welcome")
    assert not made.refused
    assert made.thread == before
    assert not thanks(plain("Thank you, but where is a hospital?"))


def test_refusals_and_people_name_the_center_that_serves(answered, serve) -> None:
    center = serve("수원센터", "41110", "foreign_residents_center", category="support_center")
    for text in ("asdf qwer zxcv", "I want to talk to a human"):
        made = answered(text)
        assert [one.office.pk for served in made.offices for one in served.offices] == [center.pk]
        unknown = answered(text, region=None)
        assert not unknown.offices
        assert not unknown.needs_region
        assert answered(text, region="ansan").offices == ()


def test_hours_of_an_office_on_a_day(answered, serve) -> None:
    week = {day: [["09:00", "18:00"]] for day in ("mon", "tue", "wed", "thu", "fri")} | {"sat": [], "sun": []}
    serve(
        "안산출입국", "41270", "immigration", category="immigration_office", attributes={"hours": week}, phone="031-1"
    )
    serve("수원출입국", "41110", "immigration", category="immigration_office", phone="031-2")
    known = answered("Is the Ansan immigration office open on Saturday?").text
    assert "안산출입국" in known
    assert "closed" in known
    assert "031-1" in known
    unknown = answered("Is the Suwon immigration office open on Saturday?").text
    assert "Hours unknown, call first · 031-2" in unknown


def test_who_is_responsible_and_what_to_do_when_it_is_unknown(answered, serve) -> None:
    office = serve("수원세무서", "41110", "tax_office")
    known = answered("What is my tax office in Suwon?")
    assert [one.office.pk for served in known.offices for one in served.offices] == [office.pk]
    assert not known.places
    unknown = answered("어느 고용센터가 안산시 담당이에요?", "ko")
    assert "안산시" not in unknown.text
    assert "1350" in unknown.text


@pytest.mark.parametrize(
    ("question", "kinds", "number"),
    [
        ("phone number for unpaid wages", (), "1350"),
        ("출입국 전화번호가 뭐예요?", (OfficeKind.IMMIGRATION,), "1345"),
        ("số điện thoại Danuri", (), "1577-1366"),
        ("номер телефона по зарплате", (), "1350"),
    ],
)
def test_the_line_that_fits(question: str, kinds: tuple[OfficeKind, ...], number: str) -> None:
    assert lines_for(question, kinds)[0].number == number


def test_a_number_is_told_with_what_it_is_for(answered) -> None:
    made = answered("What is the phone number for unpaid wages?", region=None)
    assert [line.number for line in made.hotlines] == ["1350"]
    assert made.text.startswith("- 1350: Employment and labour call center · Wages")


def test_outside_the_province(answered) -> None:
    for text in ("hospital in Busan", "Where is a hospital in Seoul?"):
        made = answered(text)
        assert "Gyeonggi-do only" in made.text
        assert not made.places
        assert not made.needs_region


def test_far_places_and_unknown_hours_are_told(answered, add_place) -> None:
    add_place(37.6, 126.95, category="pharmacy", name_ko="먼약국")
    note = answered("Where is a pharmacy that is open now?").places_note
    assert "Nothing was found within 3\u00a0km, so we looked up to 50\u00a0km away." in note
    assert "Hours unknown, call first" in note
