"""Writing: what is asked before it is kept, whose it is, how much one may write, and what is never kept."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client

from geoportal.accounts.models import User
from geoportal.community.models import Comment, Post

from .conftest import PASSWORD, old_member, signed_in

NEW = "/en/community/ansan/vietnam/new/"
GOOD = {"kind": "question", "title": "Where do I extend?", "text": "Which office is mine?", "language": "en"}
PERSONAL = [
    ("my number is 900101-5123456", "900101-5123456"),
    ("resident 900101 - 1234567", "900101 - 1234567"),
    ("passport M12345678", "M12345678"),
    ("call 010-1234-5678", "010-1234-5678"),
    ("call +84 912 345 678", "+84 912 345 678"),
    ("pay to 110-123-456789", "110-123-456789"),
    ("mail lan@example.com", "lan@example.com"),
    ("I am at 37.24123, 126.89123", "37.24123, 126.89123"),
]


def test_a_post_is_kept_as_it_was_typed_and_shown(member_client, member, province):
    response = member_client.post(NEW, GOOD, follow=True)
    (post,) = Post.objects.all()
    assert response.redirect_chain == [(f"/en/community/posts/{post.pk}/", 302)]
    assert (post.author, post.region.slug, post.community, post.kind) == (member, "ansan", "vietnam", "question")
    assert (post.title, post.text, post.language) == (GOOD["title"], GOOD["text"], "en")
    page = response.content.decode()
    assert "Which office is mine?" in page and "Lan" in page


@pytest.mark.parametrize(
    ("text", "chosen", "kept"),
    [
        ("안녕하세요 반갑습니다", "en", "ko"), ("Xin chào các bạn ở Ansan, tôi cần giúp đỡ", "ko", "vi"),
        ("Здравствуйте, как дела", "en", "ru"), ("Hello to everybody", "km", "en"), ("東京大学", "ja", "ja"),
        ("សួស្តីអ្នកទាំងអស់គ្នា", "en", "km"), ("Assalomu alaykum hammaga", "uz-Latn", "uz-Latn"),
        ("你好，大家好", "vi", "zh-Hans"),
        ("Сайн байна уу өнөөдөр", "ru", "mn"), ("E-9?", "th", "th"), ("السلام علیکم سب کو", "en", "ur"),
    ],
)  # fmt: skip
def test_the_language_is_the_chosen_one_unless_the_script_says_otherwise(member_client, province, text, chosen, kept):
    member_client.post(NEW, GOOD | {"title": text[:100], "text": text, "language": chosen})
    assert Post.objects.get().language == kept


@pytest.mark.parametrize(("text", "piece"), PERSONAL)
@pytest.mark.parametrize("field", ["title", "text"])
def test_personal_numbers_are_shown_and_never_kept(member_client, province, field, text, piece):
    response = member_client.post(NEW, GOOD | {field: text})
    page = response.content.decode()
    assert response.status_code == 400 and not Post.objects.exists()
    assert f"<li><bdi>{piece}</bdi></li>" in page and 'name="redacted" value="1"' in page and text in page
    member_client.post(NEW, GOOD | {field: text, "redacted": "1"})
    post = Post.objects.get()
    assert piece not in post.title + post.text and "[…]" in post.title + post.text


def test_a_place_s_public_number_needs_no_warning(member_client, province):
    member_client.post(NEW, GOOD | {"text": "Call 031-257-1841 or 1345, open 2026-12-01"})
    assert Post.objects.get().text == "Call 031-257-1841 or 1345, open 2026-12-01"


def test_an_answer_is_asked_about_in_the_same_way(member_client, write):
    post = write()
    page = f"/en/community/posts/{post.pk}/"
    response = member_client.post(page, {"text": "Call me: 010-1234-5678", "language": "en"})
    assert response.status_code == 400 and "010-1234-5678" in response.content.decode()
    assert not Comment.objects.exists()
    response = member_client.post(page, {"text": "Call me: 010-1234-5678", "language": "en", "redacted": "1"})
    comment = Comment.objects.get()
    assert response.url == f"{page}#comment-{comment.pk}" and comment.text == "Call me: […]"
    assert "1 answer" in member_client.get(page).content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""}, {"text": " \n "}, {"title": "x" * 121}, {"text": "x" * 4001}, {"kind": "poem"},
        {"kind": "notice"},
        {"language": "tlh"}, {"title": "see https://example.com"}, {"text": "https://a.b http://c.d www.e.f"},
        {"title": "\u202e\u200f"},
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_and_not_kept(member_client, province, wrong):
    response = member_client.post(NEW, GOOD | wrong)
    assert response.status_code == 400 and not Post.objects.exists()
    assert 'aria-invalid="true"' in response.content.decode() or 'id="id_kind_error"' in response.content.decode()


def test_links_are_text_only(member_client, province):
    page = member_client.post(NEW, GOOD | {"text": "see https://example.com/?a=1"}, follow=True).content.decode()
    assert "see https://example.com/?a=1" in page and 'href="https://example.com' not in page


def test_text_loses_what_turns_it_and_keeps_its_lines(member_client, province):
    member_client.post(NEW, GOOD | {"title": "a\u202eb", "text": "one\r\n\r\n\r\n\r\ntwo \u2067 x"})
    post = Post.objects.get()
    assert (post.title, post.text) == ("ab", "one\n\ntwo x")


def test_without_an_account_one_is_asked_to_sign_in(client, write):
    post = write()
    assert client.get(NEW).url == f"/en/account/sign-in/?next={NEW}"
    assert client.post(NEW, GOOD).url == f"/en/account/sign-in/?next={NEW}"
    page = f"/en/community/posts/{post.pk}/"
    assert client.post(page, {"text": "x", "language": "en"}).url == f"/en/account/sign-in/?next={page}"
    assert Post.objects.count() == 1 and not Comment.objects.exists()


def test_every_form_needs_its_token(member, write):
    post = write(author=member)
    comment = Comment.objects.create(post=post, author=member, text="x", language="en")
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(member, backend="django.contrib.auth.backends.ModelBackend")
    base = "/en/community"
    for page in (
        f"{base}/ansan/all/new/", f"{base}/posts/{post.pk}/", f"{base}/posts/{post.pk}/edit/",
        f"{base}/posts/{post.pk}/delete/", f"{base}/posts/{post.pk}/report/", f"{base}/comments/{comment.pk}/edit/",
        f"{base}/comments/{comment.pk}/delete/", f"{base}/comments/{comment.pk}/report/", f"{base}/mine/leave/",
        "/en/account/sign-up/", "/en/account/sign-in/", "/en/account/sign-out/", "/en/account/password/",
    ):  # fmt: skip
        assert strict.post(page, GOOD | {"texts": "delete", "password": PASSWORD}).status_code == 403, page
    assert Post.objects.count() == 1 and User.objects.count() == 1


def test_one_changes_and_deletes_one_s_own_and_nothing_else(member, member_client, write):
    mine, theirs = write(author=member), write(author=old_member("Minh"))
    answer = Comment.objects.create(post=theirs, author=member, text="x", language="en")
    assert "Hỏi về thẻ" in member_client.get(f"/en/community/posts/{mine.pk}/edit/").content.decode()
    member_client.post(f"/en/community/posts/{mine.pk}/edit/", GOOD)
    mine.refresh_from_db()
    assert mine.title == GOOD["title"] and mine.edited_at is not None
    member_client.post(f"/en/community/comments/{answer.pk}/edit/", {"text": "better", "language": "en"})
    answer.refresh_from_db()
    assert answer.text == "better"
    assert member_client.post(f"/en/community/comments/{answer.pk}/delete/").status_code == 302
    assert member_client.get(f"/en/community/posts/{mine.pk}/delete/").status_code == 200
    assert Post.objects.filter(pk=mine.pk).exists()
    member_client.post(f"/en/community/posts/{mine.pk}/delete/")
    assert list(Post.objects.all()) == [theirs] and not Comment.objects.exists()


def test_what_is_hidden_is_not_changed_by_its_author(member, member_client, write):
    hidden = write(author=member, state="hidden")
    assert member_client.post(f"/en/community/posts/{hidden.pk}/edit/", GOOD).status_code == 403
    assert member_client.post(f"/en/community/posts/{hidden.pk}/", {"text": "x", "language": "en"}).status_code == 403
    removed = write(author=member, state="removed")
    assert member_client.post(f"/en/community/posts/{removed.pk}/edit/", GOOD).status_code == 404
    assert member_client.post(f"/en/community/posts/{removed.pk}/delete/").status_code == 404


def test_a_new_account_writes_less_than_an_old_one(province):
    new, old = signed_in(User.objects.create_user("new", PASSWORD)), signed_in(old_member("old"))
    answers = [new.post(NEW, GOOD) for _ in range(4)]
    assert [one.status_code for one in answers] == [302, 302, 302, 429]
    assert int(answers[3]["Retry-After"]) > 0 and GOOD["text"] in answers[3].content.decode()
    assert {old.post(NEW, GOOD).status_code for _ in range(10)} == {302}
    assert old.post(NEW, GOOD).status_code == 429
    assert Post.objects.count() == 13


def test_answers_have_a_limit_too(write):
    page = f"/en/community/posts/{write().pk}/"
    new = signed_in(User.objects.create_user("new", PASSWORD))
    found = [new.post(page, {"text": f"a {number}", "language": "en"}).status_code for number in range(21)]
    assert found == [302] * 20 + [429]


def test_no_row_holds_an_address_or_a_position(member_client, province):
    member_client.post(NEW, GOOD, REMOTE_ADDR="203.0.113.77", HTTP_X_FORWARDED_FOR="203.0.113.77")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name, data_type FROM information_schema.columns"
            " WHERE table_name LIKE 'community\\_%%' OR table_name = 'accounts_user'"
        )
        columns = cursor.fetchall()
        for table in {table for table, _, _ in columns}:
            cursor.execute(f"SELECT t::text FROM {table} t")
            assert "203.0.113.77" not in str(cursor.fetchall())
    assert not {kind for _, _, kind in columns} & {"inet", "cidr", "USER-DEFINED"}
    assert not [name for _, name, _ in columns if name in ("ip", "address", "lat", "lon", "point", "nationality")]
