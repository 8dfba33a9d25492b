"""Pages found by what people ask in a language that no page is in."""

from __future__ import annotations

import pytest
from django.core.cache import cache

from geoportal.guides.asking import grams, ranked
from geoportal.guides.loading import load
from geoportal.guides.models import AskedQuestion

ASKED = """
extend-stay:
  - "भिसा कसरी थप्ने?"
  - "भिसा म्याद सकिनुअघि कति दिनमा थप्न मिल्छ?"
unpaid-wages:
  - "तलब पाइएन, कहाँ उजुरी गर्ने?"
  - "talab paina kaha ujuri garne"
"""


@pytest.fixture
def asked(folder, db, django_capture_on_commit_callbacks):
    cache.clear()
    (folder / "asked").mkdir()
    (folder / "asked" / "ne.yml").write_text(ASKED, encoding="utf-8")
    with django_capture_on_commit_callbacks(execute=True):
        load(folder)
    return folder


def found(client, language, text):
    answer = client.get(f"/{language}/guides/search/", {"q": text})
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("भिसा", "immigration/extend-stay"),
        ("भिसा थप्न", "immigration/extend-stay"),
        ("तलब", "employment/unpaid-wages"),
        ("talab ujuri", "employment/unpaid-wages"),
    ],
)
def test_everyday_words_find_the_page(client, asked, typed, slug):
    text = found(client, "ne", typed)
    assert f'href="/ne/guides/{slug}/"' in text
    assert text.count('class="guide-card"') == 1
    assert "नेपाली" in text and 'name="question"' in text
    assert client.get("/api/v1/guides/", {"q": typed, "lang": "ne"}).json()["guides"][0]["slug"] == slug.split("/")[1]


def test_what_is_not_found_can_be_asked(client, asked):
    text = found(client, "ja", "給料<b>")
    assert 'class="guide-card"' not in text
    assert 'method="post" action="/ja/ask/#answer"' in text
    assert '<input type="hidden" name="question" value="給料&lt;b&gt;">' in text


def test_words_of_the_pages_come_first_where_there_are_pages(client, asked):
    text = found(client, "en", "visa")
    assert 'href="/en/guides/immigration/extend-stay/"' in text and 'name="question"' not in text


def test_translated_titles_count_in_languages_without_questions(client, asked):
    from geoportal.translation.categories import Status
    from geoportal.translation.services import remember

    remember("밀린 임금 받기", "未払い賃金を受け取る", target="ja", status=Status.DRAFTED)
    assert 'href="/ja/guides/employment/unpaid-wages/"' in found(client, "ja", "未払い賃金")


def test_a_second_load_keeps_one_of_each(asked, django_capture_on_commit_callbacks):
    before = AskedQuestion.objects.count()
    (asked / "asked" / "ne.yml").write_text(ASKED + '  - "और"\n', encoding="utf-8")
    with django_capture_on_commit_callbacks(execute=True):
        load(asked)
    assert (before, AskedQuestion.objects.count()) == (4, 5)


def test_vowel_signs_are_letters_and_rare_words_count_more():
    assert grams("भिसा?") == {" भि", "भिस", "िसा"}
    questions = [("a", "how to pay tax"), ("b", "how to pay rent"), ("c", "how to pay fines")]
    assert ranked("pay rent", questions)[0] == "b"
    assert ranked("zzz", questions) == [] == ranked("", questions) == ranked("x", [])
