"""Each reads in their own language: marked, with the original one tap away, and paid for once."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from geoportal.community.models import Comment
from geoportal.translation.categories import Status
from geoportal.translation.models import Memory, Wanted
from geoportal.translation.services import remember
from geoportal.translation.tasks import fill_wanted

sys.path.insert(0, str(Path(__file__).parents[1] / "translation"))
from fake_google import FakeGoogle, over_rest

READERS = 1000


@pytest.fixture
def google(settings, empty_queue):
    with over_rest(FakeGoogle()) as fake:
        settings.TRANSLATION = {
            **settings.TRANSLATION, "ENGINE": "google", "GOOGLE_PROJECT": "made-up", "GOOGLE_TRANSPORT": "rest",
            "GOOGLE_ENDPOINT": fake.address, "TIMEOUT_S": 5.0, "DAILY_CHARACTERS": 10_000,
        }  # fmt: skip
        yield fake


def text_of(response):
    return " ".join(response.content.decode().split())


def test_a_thousand_readers_are_one_paid_call(client, write, google):
    post = write(title="한국어 제목", text="한국어 본문입니다 031-257-1841", language="ko")
    page = f"/vi/community/posts/{post.pk}/"
    for _ in range(READERS // 2):
        client.get(page)
    assert google.asked == [] and Wanted.objects.count() == 2
    fill_wanted("ko", "vi")
    for _ in range(READERS // 2):
        client.get(page)
    fill_wanted("ko", "vi")
    assert len(google.asked) == 1 and len(google.asked[0].contents) == 2
    assert Memory.objects.count() == 2


def test_the_translation_is_marked_and_the_original_is_there(client, write, google):
    post = write(title="한국어 제목", text="한국어 본문입니다", language="ko")
    page = f"/vi/community/posts/{post.pk}/"
    awaited = text_of(client.get(page))
    assert 'data-status="awaited"' in awaited and "한국어 본문입니다" in awaited
    fill_wanted("ko", "vi")
    text = text_of(client.get(page))
    assert 'data-status="machine" data-ai-generated="true"' in text and "xxx xxxxx" in text
    assert '<p class="plain-text" lang="ko" dir="ltr">한국어 본문입니다</p>' in text
    assert "한국어 제목" in text and '<h1 class="post__title" id="post-title" lang="vi"' in text
    listed = text_of(client.get("/vi/community/ansan/vietnam/"))
    assert 'data-ai-generated="true"' in listed


def test_each_text_has_its_own_language(client, write):
    post = write(title="Tiêu đề", text="Nội dung", language="vi")
    Comment.objects.create(post=post, text="같은 글", language="ko")
    Comment.objects.create(post=post, text="جواب", language="ur")
    own = text_of(client.get(f"/vi/community/posts/{post.pk}/"))
    assert '<p class="plain-text" lang="vi" dir="ltr">Nội dung</p>' in own
    assert '<p class="plain-text" lang="ko" dir="ltr">같은 글</p>' in own
    assert '<p class="plain-text" lang="ur" dir="rtl">جواب</p>' in own
    remember("Nội dung", "본문", source="vi", target="ko", status=Status.REVIEWED)
    assert "본문" in text_of(client.get(f"/community/posts/{post.pk}/"))


def test_nothing_personal_and_no_nickname_is_sent(client, write, member, google):
    post = write(title="제목", text="전화 010-1234-5678", language="ko", author=member)  # past every check
    client.get(f"/vi/community/posts/{post.pk}/")
    fill_wanted("ko", "vi")
    sent = [text for request in google.asked for text in request.contents]
    assert sent and not [text for text in sent if "1234" in text or member.nickname in text]


def test_what_is_hidden_is_not_sent(client, write, google):
    post = write(title="숨은 제목", text="숨은 글", language="ko", state="hidden")
    Comment.objects.create(post=write(title="Shown", language="vi"), text="숨은 답", language="ko", state="removed")
    for page in ("/vi/community/", "/vi/community/ansan/", f"/vi/community/posts/{post.pk}/"):
        client.get(page)
    assert not Wanted.objects.filter(source_text__contains="숨은").exists()
