"""Pages of the guides: what they say of themselves, where they lead, how they are found."""

from __future__ import annotations

import pytest
from django.core.cache import cache

from geoportal.guides.loading import load
from geoportal.guides.models import Article
from tests.geoportal.guides.hostile import write_hostile

PAGE = "/guides/immigration/extend-stay/"


def html(client, path, status=200):
    answer = client.get(path)
    assert answer.status_code == status, path
    return " ".join(answer.content.decode().split())


@pytest.fixture(autouse=True)
def forget():
    cache.clear()


def test_a_procedure_is_a_checklist_with_numbered_steps_and_its_sources(client, pages):
    text = html(client, PAGE)
    assert text.count('<input type="checkbox">') == 2
    assert '<ol class="steps"><li><span lang="ko">방문 예약을 합니다.' in text
    assert '<a href="https://www.hikorea.go.kr" rel="noopener noreferrer" lang="ko">법무부 하이코리아</a>' in text
    assert "2026-11-29 확인" in text
    assert "<strong>여권</strong>를" not in text
    assert '<a href="/guides/employment/unpaid-wages/">밀린 임금 받기</a>' in text
    assert "운영자가 아직 검토하지 않았습니다" in text
    assert 'href="tel:1345"' in text
    assert 'href="tel:15771366"' in text


def test_a_translation_says_that_it_is_a_draft_and_leads_to_the_original(client, pages):
    text = html(client, f"/en{PAGE}")
    assert '<h1 lang="en">Extending your stay</h1>' in text
    assert "Draft translation." in text
    assert '<a href="/guides/immigration/extend-stay/" hreflang="ko">' in text
    assert '<a href="/en/guides/employment/unpaid-wages/">unpaid wages</a>' in text
    assert "It depends &amp; you should ask 1345." in text


def test_what_is_not_translated_is_korean_and_says_so(client, pages):
    text = html(client, "/en/guides/employment/wages-case/")
    assert '<h1 lang="ko">' in text and "회사가 문을 닫아" in text
    assert 'role="note"' in text and "Not translated yet." in text


def test_home_and_area_list_their_pages(client, pages):
    home = html(client, "/en/guides/")
    assert '<a href="/en/guides/immigration/extend-stay/" lang="en">Extending your stay</a>' in home
    assert '<a href="/en/guides/employment/wages-case/" lang="ko">' in home
    assert "Getting unpaid wages" in html(client, "/en/guides/employment/")


def test_addresses_that_lead_nowhere(client, pages):
    for path in ("/guides/nope/", "/guides/employment/extend-stay/", "/guides/a/b/c/", "/guides/immigration/nope/"):
        html(client, path, status=404)


def test_without_any_page_the_home_says_so(client, db):
    assert "아직 안내가 없습니다" in html(client, "/guides/")


def test_expired_and_overdue_pages_are_marked(client, pages):
    assert "2026-01-31까지 다시 확인했어야 합니다" in html(client, "/guides/employment/unpaid-wages/")
    Article.objects.filter(slug="extend-stay").update(valid_to="2026-02-01")
    assert "2026-02-01까지의 내용입니다" in html(client, PAGE)


def test_a_region_shows_its_office_and_the_nearest_help(client, pages, province, add_place):
    from geoportal.places.models import ServiceArea

    office = add_place(37.21, 126.99, category="immigration_office", name_ko="지은출입국", phone="1345")
    ServiceArea.objects.create(
        place=office, kind="immigration_office", region_code="41270", source_title="관할", checked_on="2026-01-31"
    )
    add_place(37.25, 126.85, category="counselling", name_ko="지은상담소")
    assert "지은출입국" not in html(client, PAGE)
    text = html(client, f"{PAGE}?region=ansan")
    assert "지은출입국" in text
    assert "지은상담소" in text
    html(client, f"{PAGE}?region=nowhere&lat=37.25&lon=126.85")


def test_a_place_shows_the_guides_that_lead_to_it(client, pages, add_place):
    office = add_place(37.21, 126.99, category="labour_office", name_ko="지은노동청")
    assert '<a href="/guides/employment/unpaid-wages/" lang="ko">밀린 임금 받기</a>' in html(
        client, f"/places/{office.pk}/"
    )
    clinic = add_place(37.21, 126.99, category="clinic")
    assert "이곳과 관련된 안내" not in html(client, f"/places/{clinic.pk}/")


@pytest.mark.parametrize(
    ("typed", "slugs"),
    [
        ("비자 연장", ["extend-stay"]),
        ("연장은 언제부터", ["extend-stay"]),
        ("월급", ["unpaid-wages", "wages-case"]),
        ("VISA", ["extend-stay"]),
        ("not paid", ["unpaid-wages", "extend-stay"]),
        ("Extendng your stay", ["extend-stay"]),
        ("%", []),
        ("zzzz", []),
    ],
)
def test_search_finds_in_every_language(client, pages, typed, slugs):
    found = client.get("/api/v1/guides/", {"q": typed}).json()["guides"]
    assert sorted(one["slug"] for one in found) == sorted(slugs)
    assert client.get("/en/guides/search/", {"q": typed}).status_code == 200


def test_the_api_tells_language_status_and_sources(client, pages):
    rows = {one["slug"]: one for one in client.get("/api/v1/guides/?lang=en").json()["guides"]}
    assert (rows["extend-stay"]["language"], rows["extend-stay"]["status"]) == ("en", "drafted")
    assert (rows["wages-case"]["language"], rows["wages-case"]["status"]) == ("ko", "untranslated")
    assert rows["extend-stay"]["is_reviewed"] is False
    one = client.get("/api/v1/guides/extend-stay/?lang=en").json()
    assert one["procedure"]["steps"] == ["Book a visit.", "Hand in your documents."]
    assert one["sources"] == [
        {"name": "법무부 하이코리아", "url": "https://www.hikorea.go.kr", "checked_on": "2026-11-29"}
    ]
    assert one["sections"][0]["parts"][1]["texts"][0] == "Bring your passport."
    assert one["hotlines"] == ["1345", "1577-1366"]
    assert client.get("/api/v1/guides/?area=employment&type=case").json()["guides"][0]["slug"] == "wages-case"
    slugs = [page["slug"] for page in client.get("/api/v1/guides/?status=D-2").json()["guides"]]
    assert "extend-stay" not in slugs
    assert client.get("/api/v1/guides/?area=nowhere").status_code == 400
    missing = client.get("/api/v1/guides/nope/")
    assert (missing.status_code, missing["Content-Type"]) == (404, "application/problem+json")


def test_the_start_lists_steps_and_takes_no_answers(client, pages):
    text = html(client, "/guides/start/")
    assert "data-step" in text
    assert "밀린 임금 받기" in text
    form = text[text.index('<form id="start"') : text.index("</form>", text.index('<form id="start"'))]
    assert "action" not in form
    assert "submit" not in form


def test_no_text_becomes_markup(client, db, folder, django_capture_on_commit_callbacks):
    write_hostile(folder)
    with django_capture_on_commit_callbacks(execute=True):
        load(folder)
    for path in ("/guides/housing/hostile/", "/guides/", "/guides/housing/", "/guides/search/?q=script"):
        text = html(client, path)
        for mark in ("<script>window", "<img src=x", "<svg onload", 'javascript:window.__xss=1"', 'onclick="x'):
            assert mark not in text, (path, mark)
    assert "&lt;script&gt;window.__xss=1&lt;/script&gt;" in html(client, "/guides/housing/hostile/")
